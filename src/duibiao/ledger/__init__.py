"""The store; indicator series; targets and what became of them; projects."""
