"""What the API answers. Printed numbers are strings with the precision they have; spans count code points."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")


class Listed(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    total: int = Field(description="how many there are")
    next: str | None = Field(description="address of the next page")


class Wrong(BaseModel):
    """What was wrong, for people."""

    detail: str


class Document(BaseModel):
    """A stored document."""

    sha256: str
    name: str
    title: str
    kind: str = Field(description="report | material")
    place: str
    adcode: str
    year: int | None
    date: str
    origin: str


class Figure(BaseModel):
    """A figure as a document states it: the record of `duibiao read`, with where it stands."""

    id: str
    start: int
    end: int
    text: str
    value: str
    value_high: str | None
    unit: str
    bound: str
    kind: str
    indicator: str
    standard: str = Field(description="id of the catalogue of indicators, '' when open")
    period: str | None
    place: str | None
    adcode: str | None
    status: str
    section: str
    sha256: str


class Division(BaseModel):
    """A place."""

    adcode: str
    name: str
    full_name: str
    level: str
    parent: str
    since: int
    until: int


class IndicatorName(BaseModel):
    """An indicator of the catalogue."""

    id: str
    name: str
    units: list[str]
    kind: str
    theme: str


class Point(BaseModel):
    """What is said of one period; the latest document first."""

    period: str
    kind: str
    status: str
    unit: str
    conflict: bool = Field(description="two of them cannot both hold")
    said: list[Figure]


class Series(BaseModel):
    """An indicator of a place over the years."""

    indicator: IndicatorName
    place: Division
    points: list[Point]


class TargetOutcome(BaseModel):
    """A target of a report and what became of it."""

    id: str
    indicator: str
    target: str
    wording: str
    responsible: str
    result: str
    ratio: str
    verdict: str
    why: str
    sha256: str
    start: int
    end: int


class ProjectLine(BaseModel):
    """A project in a list."""

    id: str
    name: str
    adcodes: list[str]
    stage: str | None
    standing: str | None
    evidence: int


class ProjectEvent(BaseModel):
    """What a document tells of a project."""

    id: str
    type: str
    text: str
    value: str | None
    unit: str
    stage: str | None
    standing: str | None
    period: str
    sha256: str
    start: int
    end: int


class ProjectFull(ProjectLine):
    """A project with its evidence."""

    names: list[str]
    part_of: str
    owners: list[str]
    programmes: list[str]
    responsible: list[str]
    timeline: list[ProjectEvent]


class Operand(BaseModel):
    """A printed number, name or mark that a check looks at."""

    role: str
    text: str
    start: int
    end: int


class Finding(BaseModel):
    """A printed relation and whether it holds: a row of `duibiao audit`."""

    id: str
    rule: str
    kind: str = Field(description="类别，如 加总与分项")
    relation: str = Field(description="关系，如 逐项之和")
    verdict: str = Field(description="consistent | by_rounding | inconsistent | not_checkable")
    stated: str
    recomputed: str
    low: str = Field(
        description="plain decimal in the base unit; empty where the check is not about a number"
    )
    high: str
    formula: str
    explanation: str
    changes: bool = Field(description="the mismatch turns round what a reader would conclude")
    start: int
    end: int
    operands: list[Operand]


class Findings(BaseModel):
    """What the audit of a document found."""

    ready: bool = Field(description="false: the document is audited soon, ask again in some seconds")
    counts: dict[str, int] = Field(description="by verdict, how many relations were checked")
    items: list[Finding] = Field(
        description="those that do not hold, then those that cannot be checked; with `all` every one, in the "
        "order of the text"
    )


class Hit(BaseModel):
    """A passage with the words that were looked for."""

    document: Document
    start: int
    end: int
    section: str
    text: str
    marks: list[tuple[int, int]] = Field(description="where the words stand in the document")


class PlaceCount(BaseModel):
    """A place with how many of the passages are of documents of it, or of a place in it."""

    adcode: str
    name: str
    count: int


class Counts(BaseModel):
    """How many passages each narrower question would have."""

    total: int
    more: bool = Field(description="there are more than were counted: every count is a least one")
    places: list[PlaceCount] = Field(
        description="right below the place asked for, or provinces: the first 12"
    )
    years: dict[int, int] = Field(description="of the documents: the 12 with most")
    kinds: dict[str, int]
    statuses: dict[str, int] = Field(description="of figures in the passage")


class Article(BaseModel):
    """A published brief."""

    slug: str
    url: str
    title: str
    summary: str
    place: str
    adcode: str
    report: str = Field(description="sha256 of the report")
    report_title: str
    origin: str
    editor: str
    first_at: str
    changed_at: str
    version: int
    withdrawn_at: str
    withdrawn_why: str


class ArticleVersion(BaseModel):
    """A version in the history of an article; `note` says what it corrected."""

    number: int
    at: str
    title: str
    editor: str
    note: str


class ArticleFull(Article):
    """A published brief with its content and history. `brief` is null when it is withdrawn."""

    documents: list[str]
    versions: list[ArticleVersion]
    brief: dict[str, Any] | None


class DraftLine(BaseModel):
    """A draft at the desk."""

    number: int
    slug: str
    state: str
    title: str
    place: str
    adcode: str
    report: str
    revision: int
    published: int
    created_at: str
    changed_at: str
