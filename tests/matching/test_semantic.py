from __future__ import annotations

import numpy as np

from duibiao.matching.semantic import DIMENSIONS, embed, standing_out


def test_vectors_have_length_one_and_keep_their_order() -> None:
    texts = ["发展新型储能", "栽种荔枝", "修建高铁", "发展新型储能"]
    vectors = embed(texts)
    assert vectors.shape == (4, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert np.allclose(vectors[0], vectors[3], atol=1e-5)
    assert np.allclose(vectors[1], embed(["栽种荔枝"])[0], atol=1e-5)


def test_meaning_stands_out_without_a_word_in_common() -> None:
    query = embed(["让群众看病更方便"])
    texts = embed(["加强基层医疗机构服务能力", "加快建设高速公路", "发展海洋渔业", "推进数字政府改革"])
    assert int(np.argmax(standing_out(query, texts))) == 0


def test_nothing_to_embed() -> None:
    assert embed([]).shape == (0, DIMENSIONS)
