"""From a tree of strings to a shape, or to all that is wrong with it, each in the author's words and at its place."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, get_args, get_origin

from pydantic import ValidationError

from scenarios.problems import PhraseError, PhraseErrors, Problem, of_phrase, problem
from scenarios.shapes import Shape
from scenarios.source import Group, Node, child, locate, path_words, plain

Path = tuple[str | int, ...]
S = TypeVar("S", bound=Shape)


def validated(
    shape: type[S],
    root: Group,
    context: object,
    at: Path = (),
    follows: Callable[[str], bool] = lambda id: False,
) -> tuple[S | None, list[Problem]]:
    """The node of `root` at the path `at` as a `shape`; None exactly where there are problems.

    `follows` says of a mistake's id that it is no more than the consequence of one that is told elsewhere.
    """
    node: Node | None = root
    for step in at:
        node = child(node, step) if node is not None else None
    assert node is not None, "a path that leads nowhere was to be validated"
    try:
        return shape.model_validate(plain(node), context=context), []
    except ValidationError as invalid:
        return None, list(problems_of(invalid, shape, root, at, follows))


def problems_of(
    invalid: ValidationError,
    shape: type[Shape],
    root: Group,
    at: Path = (),
    follows: Callable[[str], bool] = lambda id: False,
) -> Iterator[Problem]:
    """Pydantic's errors, translated."""
    for error in invalid.errors(include_url=False):
        inner, at_key = _path(error["loc"])
        path = (*at, *inner)
        kind, ctx = error["type"], error.get("ctx", {})
        where, mark = path_words(_written(root, path)), locate(root, path, key=at_key)
        cause = ctx.get("error")
        if isinstance(cause, PhraseError | PhraseErrors):
            for steps, wrong in [((), cause)] if isinstance(cause, PhraseError) else cause.errors:
                whole = (*path, *steps)
                place = locate(root, whole) if steps else mark
                if not follows(wrong.id):
                    yield of_phrase(wrong, place, path_words(_written(root, whole)))
        elif kind == "missing":
            key = str(path[-1])
            id = "missing_zh" if key == "zh" else "missing_en" if key == "en" else "missing"
            yield problem(id, locate(root, path[:-1]), path_words(_written(root, path[:-1])), key=key)
        elif kind == "extra_forbidden":
            known = tuple(_known_keys(shape, inner[:-1]))
            mark = locate(root, path, key=True)
            if known == ("en", "zh") and error["input"] == "":  # {en: Wait, then go, zh: ...}
                yield problem("comma", mark, path_words(_written(root, path[:-1])), got=str(path[-1]))
                continue
            yield problem("key_known", mark, path_words(_written(root, path[:-1])), got=str(path[-1]), known=known)
        elif kind in ("model_type", "dict_type", "model_attributes_type"):
            yield problem("group", mark, where, got=_shown(error["input"]))
        elif kind == "list_type":
            yield problem("list", mark, where, got=_shown(error["input"]))
        else:
            yield problem("value_of_kind", mark, where, got=_shown(error["input"]), kind=kind)


def _path(loc: Path) -> tuple[Path, bool]:
    """The keys of the path; whether the error is one of the last key itself."""
    if loc and loc[-1] == "[key]":
        return loc[:-1], True
    return loc, False


def _written(tree: Node, path: Path) -> Path:
    """The part of `path` that stands in the file: a single phrase may have been read as a list of one."""
    node: Node | None = tree
    for depth, step in enumerate(path):
        node = child(node, step) if node else None
        if node is None:
            return path[:depth]
    return path


def _known_keys(root: type[Shape], path: Path) -> Iterable[str]:
    """The keys that may stand in the group at `path`."""
    shape: type[Shape] | None = root
    within = False
    """In a list or a dict of shapes, whose next step is a position or an id."""
    for step in path:
        if within:
            within = False
        elif shape is not None:
            field = next((f for name, f in shape.model_fields.items() if (f.alias or name) == step), None)
            shape = _shape_in(field.annotation) if field else None
            within = field is not None and get_origin(field.annotation) in (dict, list)
    return [field.alias or name for name, field in shape.model_fields.items()] if shape else ()


def _shape_in(annotation: object) -> type[Shape] | None:
    """The shape that an annotation holds: itself, or within a dict, list or union."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next(filter(None, (_shape_in(inner) for inner in get_args(annotation))), None)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "[...]" if isinstance(value, list) else "{...}"
