"""What is made only when somebody reads it: fields of a record, and columns by name.

A shortlist of a million sites reads the outcome of a gate and nothing else of it, and after the first gates only the rows that are
left. So what serves the explanation is handed over as a function, and columns are gathered one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Generic, Self, TypeAlias, TypeVar, overload

T = TypeVar("T")
Lazy: TypeAlias = T | Callable[[], T]
"""A value, or what makes it."""


class Lazily(Generic[T]):
    """A field of a frozen dataclass, given as the value or as a function without arguments that makes it, once, when it is first read.

    For values that cannot themselves be called. `dataclasses.replace` reads the fields that it keeps, and so makes them. A default may
    be given: `margin: Lazily[Floats | None] = Lazily(None)`.
    """

    def __init__(self, *default: T) -> None:
        self._default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: object, owner: type) -> T: ...
    def __get__(self, record: object | None, owner: type) -> T | Self:
        if record is None:  # the dataclass asks for the default
            if not self._default:
                raise AttributeError(self._name)
            return self._default[0]
        held: Any = record.__dict__[self._name]
        if callable(held):
            held = record.__dict__[self._name] = held()
        made: T = held
        return made

    def __set__(self, record: object, value: Lazy[T]) -> None:
        record.__dict__[self._name] = value


class Parts(MutableMapping[str, T]):
    """Named columns, each made by `make(name)` when it is first read, and then kept. One may be put in the place of another."""

    def __init__(self, names: Mapping[str, object], make: Callable[[str], T]) -> None:
        self._names, self._make = names, make
        self._kept: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._kept:
            if name not in self._names:
                raise KeyError(name)
            self._kept[name] = self._make(name)
        return self._kept[name]

    def __setitem__(self, name: str, value: T) -> None:
        if name not in self._names:
            raise KeyError(name)
        self._kept[name] = value

    def __delitem__(self, name: str) -> None:
        raise TypeError(f"{name}: a column is never taken away")

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
