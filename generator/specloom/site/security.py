"""What a page says about credentials: each way to authenticate, with an example of what is sent."""

from __future__ import annotations

from specloom.api.ir import Api, AuthRole, ClientOption, SchemeKind, SecurityAlternative, SecurityScheme
from specloom.base.records import dataclass
from specloom.base.words import split_words
from specloom.site.prose import cleaned, html_of, markdown_of
from specloom.site.views import SchemeView, SecurityView

_INITIALS = frozenset({"api", "http", "https", "id", "jwt", "pat", "sso", "uri", "url"})
_SPELLED = {"oauth": "OAuth", "oauth2": "OAuth 2", "openid": "OpenID"}


def title_of(name: str) -> str:
    """Return a name of the document as a title: `ApiToken` as `API Token`."""
    words = split_words(cleaned(name))
    return " ".join(_title_word(word) for word in words) or cleaned(name)


def _title_word(word: str) -> str:
    lower = word.lower()
    if lower in _INITIALS:
        return word.upper()
    return _SPELLED.get(lower) or word[:1].upper() + word[1:]


@dataclass(frozen=True, slots=True)
class SecurityWriter:
    """Describes the credentials of operations."""

    api: Api

    def views_of(self, security: tuple[SecurityAlternative, ...] | None) -> tuple[SecurityView, ...]:
        """Return each way to authenticate; None means that of the client."""
        wanted = self.api.client.security if security is None else security
        if security == () and self.api.client.schemes:
            wanted = (SecurityAlternative(()),)
        return tuple(self._alternative(each) for each in wanted)

    def _alternative(self, alternative: SecurityAlternative) -> SecurityView:
        known = {scheme.name: scheme for scheme in self.api.client.schemes}
        views = [self._scheme(known[name], scopes) for name, scopes in alternative.schemes if name in known]
        titles = [title_of(name) for name, _ in alternative.schemes]
        return SecurityView(" + ".join(titles) or "No credentials", tuple(views))

    def _scheme(self, scheme: SecurityScheme, scopes: tuple[str, ...]) -> SchemeView:
        options = [option for option in self.api.client.options if option.scheme == scheme.name]
        text = scheme.description or next((option.description for option in options if option.description), "") or ""
        return SchemeView(
            title=title_of(scheme.name),
            text=html_of(text),
            markdown=markdown_of(text),
            example=cleaned(_example(scheme, options)),
            scopes=tuple(map(cleaned, scopes)),
        )


def _example(scheme: SecurityScheme, options: list[ClientOption]) -> str:
    """Return an example of what is sent, nothing if the client can't send it."""
    option = next((each for each in options if each.role is AuthRole.VALUE), options[0] if options else None)
    value = (option.example or f"<{option.read_env or option.name}>") if option is not None else "<credentials>"
    name = scheme.parameter or "Authorization"
    match scheme.kind:
        case SchemeKind.OAUTH2_CLIENT_CREDENTIALS:
            return "Authorization: Bearer <access token>"
        case SchemeKind.BEARER:
            return f"Authorization: {scheme.keyword or 'Bearer'} {value}"
        case SchemeKind.BASIC:
            return "Authorization: Basic <user:password in base64>"
        case SchemeKind.HEADER:
            keyword = f"{scheme.keyword} " if scheme.keyword else ""
            return f"{name}: {keyword}{value}"
        case SchemeKind.QUERY:
            return f"?{name}={value}"
        case SchemeKind.COOKIE:
            return f"Cookie: {name}={value}"
        case SchemeKind.UNSUPPORTED:
            return ""
