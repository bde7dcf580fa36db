"""Builds the options of the client's constructor: their parameters, how they are read, and where they are sent."""

from __future__ import annotations

from specloom.api.ir import ClientOption, Environment, OptionKind
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.emit.literals import python_literal, string_literal
from specloom.emit.resources.scope import ResourceScope
from specloom.plan.planned import Plan, PlannedOption

_TYPES = {
    OptionKind.STRING: "str",
    OptionKind.INTEGER: "int",
    OptionKind.NUMBER: "float",
    OptionKind.BOOLEAN: "bool",
    OptionKind.NULL: "None",
}
_PARSERS = {OptionKind.INTEGER: "int", OptionKind.NUMBER: "float"}


@dataclass(frozen=True, slots=True)
class NamedOption:
    """An option with its final name."""

    name: str
    spec: ClientOption

    @property
    def may_be_none(self) -> bool:
        """Whether the attribute can be None."""
        return self.spec.kind is OptionKind.NULL or (
            self.spec.nullable and not (self.spec.has_default and self.spec.default is not None)
        )

    @property
    def annotation(self) -> str:
        """The type of the attribute."""
        text = _TYPES[self.spec.kind]
        return f"{text} | None" if self.may_be_none and text != "None" else text

    @property
    def _argument_type(self) -> str:
        """The type of the argument."""
        values = ", ".join(map(string_literal, self.spec.values))
        return f"Literal[{values}]" if values and self.spec.kind is OptionKind.STRING else _TYPES[self.spec.kind]

    @property
    def parameter(self) -> str:
        """The constructor's parameter."""
        text = self._argument_type
        return f"{self.name}: {text if text == 'None' else f'{text} | None'} = None"

    @property
    def copy_parameter(self) -> str:
        """The parameter of `copy`, which can clear the option too."""
        text = self._argument_type
        return f"{self.name}: {f'{text} | ' if text != 'None' else ''}Omit | None = None"

    def reading_expression(self, scope: ResourceScope) -> str:
        """Return the expression that reads the option: argument, environment, default."""
        arguments = [self.name]
        if self.spec.read_env is not None:
            arguments.append(f"env={string_literal(self.spec.read_env)}")
        if self.spec.kind is OptionKind.BOOLEAN:
            arguments.append(f"parse={scope.imports.add_own(('_utils',), 'coerce_boolean')}")
        elif self.spec.kind in _PARSERS:
            arguments.append(f"parse={_PARSERS[self.spec.kind]}")
        if self.spec.has_default and self.spec.default is not None:
            arguments.append(f"default={python_literal(self.spec.default)}")
        value = f"{scope.imports.add_own(('_base_client',), 'read_option')}({', '.join(arguments)})"
        if self.may_be_none or self.spec.has_default:
            return value
        required = [value, f"name={string_literal(self.name)}"]
        if self.spec.read_env is not None:
            required.append(f"env={string_literal(self.spec.read_env)}")
        return f"{scope.imports.add_own(('_base_client',), 'require_option')}({', '.join(required)})"


def client_options(plan: Plan) -> tuple[NamedOption, ...]:
    """Return the options of the client, in the order of its parameters."""
    return tuple(NamedOption(item.name, _option_spec(plan, item)) for item in plan.client.options)


def _option_spec(plan: Plan, item: PlannedOption) -> ClientOption:
    return plan.client_spec.options[item.index]


def sent_headers(options: tuple[NamedOption, ...]) -> str:
    """Return the options that are headers as items of a dict, empty if there are none."""
    return _dict_items([(option, option.spec.send_in_header) for option in options], "str({})")


def sent_query(options: tuple[NamedOption, ...]) -> str:
    """Return the options that are query parameters as items of a dict, empty if there are none."""
    return _dict_items([(option, option.spec.send_as_query_param) for option in options], "{}")


def _dict_items(sent: list[tuple[NamedOption, str | None]], form: str) -> str:
    """Return `"name": self.option` for each option that has a wire name; one that is None adds nothing."""
    written: list[str] = []
    for option, wire_name in sent:
        if wire_name is None:
            continue
        attribute = f"self.{option.name}"
        value = attribute if option.spec.kind is OptionKind.STRING else form.format(attribute)
        item = f"{string_literal(wire_name)}: {value}"
        written.append(f"**({{{item}}} if {attribute} is not None else {{}})" if option.may_be_none else item)
    return ", ".join(written)


def server_variables(options: tuple[NamedOption, ...]) -> str:
    """Return the attribute that fills each variable of the servers' URLs, empty if there are none."""
    filled: dict[str, JsonValue] = {
        option.spec.server_variable: option.name for option in options if option.spec.server_variable is not None
    }
    return python_literal(filled) if filled else ""


def environments_expression(environments: tuple[Environment, ...]) -> str:
    """Return named base URLs as a dict."""
    return python_literal({environment.name: environment.url for environment in environments})
