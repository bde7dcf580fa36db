from __future__ import annotations

import pytest

from specloom.base.singular import singular
from specloom.base.words import Casing, split_words

PLAIN = Casing()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("accountIDs", ["account", "ids"]),
        ("HTTPServer", ["http", "server"]),
        ("sha256Hash", ["sha256", "hash"]),
        ("x-amz-date", ["x", "amz", "date"]),
        ("neverRequireSignedURLs", ["never", "require", "signed", "urls"]),
        ("OpenAIKey", ["openai", "key"]),
        ("EnableIPv6", ["enable", "ipv6"]),
        ("publicIPv4Address", ["public", "ipv4", "address"]),
        ("SNMPv3User", ["snmp", "v3", "user"]),
        ("queryChunksResponse", ["query", "chunks", "response"]),
        ("Größe", ["grosse"]),
        ("名前 x", ["名前", "x"]),
        ("a\u200db\u202ec", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_words_of_identifiers(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("text", "snake", "pascal", "camel"),
    [
        ("api_key", "api_key", "APIKey", "apiKey"),
        ("user_ids", "user_ids", "UserIDs", "userIDs"),
        ("ips", "ips", "IPs", "ips"),
        ("dns_records", "dns_records", "DNSRecords", "dnsRecords"),
        ("mcp_call", "mcp_call", "McpCall", "mcpCall"),
        ("chat-completion", "chat_completion", "ChatCompletion", "chatCompletion"),
        ("dnssec_e2e", "dnssec_e2e", "DnssecE2E", "dnssecE2E"),
        ("v4_page", "v4_page", "V4Page", "v4Page"),
        ("openai_model", "openai_model", "OpenAIModel", "openaiModel"),
        ("OAuthToken", "oauth_token", "OAuthToken", "oauthToken"),
        ("GitHubApp", "github_app", "GitHubApp", "githubApp"),
        ("ChatGPTOAuth", "chat_gpto_auth", "ChatGptoAuth", "chatGptoAuth"),
        ("kling3.0_4k", "kling3_0_4k", "Kling3_0_4k", "kling3_0_4k"),
        ("veo3.1_fast", "veo3_1_fast", "Veo3_1Fast", "veo3_1Fast"),
    ],
)
def test_casings(text: str, snake: str, pascal: str, camel: str) -> None:
    assert (PLAIN.snake(text), PLAIN.pascal(text), PLAIN.camel(text)) == (snake, pascal, camel)


def test_custom_casings() -> None:
    casing = Casing(
        {
            "asn": {"initialism": True},
            "ai": {"initialism": False},
            "AISearch": {"snake": "aisearch", "pascal": "AISearch"},
            "git_hub": {"snake": "github", "pascal": "GitHub", "camel": "gitHub"},
            "datum": {"singular": {"snake": "datum"}, "plural": {"snake": "data"}},
        }
    )
    assert casing.pascal("asn_list") == "ASNList"
    assert casing.pascal("asns") == "ASNs"
    assert casing.pascal("ai_gateway") == "AiGateway"
    assert (casing.snake("ai_search_model"), casing.pascal("ai_search_model")) == ("aisearch_model", "AISearchModel")
    assert (casing.snake("gitHubApp"), casing.pascal("github_app")) == ("github_app", "GitHubApp")
    spoken = Casing({"privy-api": {"pascal": "PrivyAPI"}})
    assert (spoken.snake("privy-api"), spoken.pascal("privy-api")) == ("privy_api", "PrivyAPI")
    assert casing.singular("raw_data") == "raw_datum"


SINGULARS = """policies policy|statuses status|status status|addresses address|address address|matches match
indexes index|indices index|prefixes prefix|categories category|batches batch|aliases alias|criteria criterion|data data
metadata metadata|info info|media media|series series|dns dns|cors cors|tls tls|caches cache|searches search
branches branch|patches patch|releases release|databases database|courses course|responses response|images image
processes process|accesses access|classes class|keys key|boxes box|heroes hero|zones zone|ids id|urls url|queries query
analyses analysis|hashes hash|invoices invoice|licenses license|movies movie|people person|children child|leaves leaf
archives archive|causes cause|viruses virus|quizzes quiz|statistics statistics|news news|metrics metric|cookies cookie
suffixes suffix|taxes tax|ingresses ingress|properties property|proxies proxy|malicious malicious
whois whois|steps step|certificates certificate
businesses business|approaches approach|devices device|us us|is is""".replace("\n", "|")


@pytest.mark.parametrize("pair", SINGULARS.split("|"))
def test_singulars(pair: str) -> None:
    plural, one = pair.split()
    assert singular(plural) == one


def test_only_the_last_word_becomes_singular() -> None:
    assert PLAIN.singular("zones_settings") == "zones_setting"
    assert PLAIN.singular("userIds") == "user_id"
