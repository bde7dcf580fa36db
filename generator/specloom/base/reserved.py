"""Names that generated code can't use, by context. Tables only."""

from __future__ import annotations

import keyword


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


KEYWORDS = frozenset([*keyword.kwlist, "__debug__"])
"""Hard keywords of every supported Python (soft ones such as ``match`` and ``type`` are fine as names)."""

SOFT_KEYWORDS = _word_set("_ case match type")
"""Words with a meaning only in some contexts."""

BUILTINS = _word_set(
    """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
    BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
    ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
    ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError
    KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented
    NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
    PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
    StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
    TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError
    UnicodeWarning UserWarning ValueError Warning WindowsError ZeroDivisionError abs aiter all anext any ascii bin
    bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval
    exec filter float format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len
    list locals map max memoryview min next object oct open ord pow print property range repr reversed round set
    setattr slice sorted staticmethod str sum super tuple type vars zip
    """
)
"""Names that every module knows, in any supported Python."""

STDLIB_MODULES = _word_set(
    """
    abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
    binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys
    compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses
    dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler
    fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp
    gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword
    lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt
    multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb
    pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile
    pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets
    select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
    sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig
    syslog tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token tokenize
    tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv
    warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
    """
)
"""Modules of the standard library of any supported Python."""

REQUIRED_PACKAGES = _word_set(
    """
    aiohappyeyeballs aiohttp aiosignal annotated_types anyio async_timeout attr attrs brotli certifi exceptiongroup
    frozenlist h11 h2 hpack httpcore httpcore2 httpx httpx2 hyperframe idna multidict pip propcache pydantic
    pydantic_core pytest setuptools sniffio socksio truststore typing_extensions typing_inspection yarl zstandard
    """
)
"""Packages that a generated package needs, also to be installed and tested, with their own dependencies."""

STARTUP_MODULES = _word_set("conftest sitecustomize tests usercustomize")
"""Modules that Python or pytest imports on its own, and the tests of a project."""

MODEL_MEMBERS = _word_set(
    """construct copy dict from_orm json mro parse_file parse_obj parse_raw register schema schema_json to_dict to_json
    update_forward_refs validate"""
)
"""Attributes of ``BaseModel`` and its metaclass; those that start with ``model_`` have a rule of their own."""

PAGE_MEMBERS = _word_set(
    """array_field bind continue_on_empty_items get_next_page has_more_field has_next_page header_fields is_list
    iter_pages next_page_info page_walk request_body request_params request_url response_headers"""
)
"""Attributes of every generated page class: a property with the same name gets a trailing underscore."""

METHOD_PARAMETERS = _word_set("extra_body extra_headers extra_query idempotency_key timeout")
"""Parameters of every generated method: an API parameter with the same name gets the prefix ``api_``."""

METHOD_LOCALS = _word_set(
    """api_types async_maybe_transform body_option cls form_body httpx json_lines_body json_param maybe_transform
    multipart_body not_given omit path_option path_param path_template request_options required_args self styled"""
)
"""Names used in the body of a generated method: a parameter with the same name gets a trailing underscore."""

RESOURCE_MEMBERS = _word_set("with_raw_response with_streaming_response")
"""Attributes of every generated resource class."""

PRIVATE_MEMBERS = _word_set("_client _delete _get _get_api_list _patch _post _put _request _resource _verb")
"""Private attributes of every resource and of its raw and streaming variants."""

CLIENT_MEMBERS = _word_set(
    """aclose auth_headers base_url close copy custom_auth default_headers default_query delete get get_api_list
    is_closed max_retries patch platform_headers post put qs request timeout user_agent with_options with_raw_response
    with_streaming_response"""
)
"""Attributes of every generated client class."""

PACKAGE_EXPORTS = _word_set(
    """
    APIConnectionError APIError APIResponse APIResponseValidationError APIStatusError APITimeoutError
    APIWebhookValidationError AsyncAPIResponse
    AsyncStream AuthenticationError BadRequestError BaseModel ConflictError DEFAULT_CONNECTION_LIMITS
    DEFAULT_MAX_RETRIES DEFAULT_TIMEOUT DefaultAioHttpClient DefaultAsyncHttpxClient DefaultHttpxClient ENVIRONMENTS
    InternalServerError NOT_GIVEN NoneType NotFoundError NotGiven Omit PermissionDeniedError ProxiesTypes
    RateLimitError RequestOptions Stream Timeout Transport UnprocessableEntityError file_from_path not_given omit
    pagination resources types webhooks
    """
)
"""Names that every generated package exports beside its clients and their base error."""

CLIENT_IMPORTS = _word_set(
    """
    Any AsyncAPIClient AsyncResource BaseError Body Final Headers Literal Mapping Optional Query Security Self
    SyncAPIClient TYPE_CHECKING Union annotations cached_property cast httpx overload override
    """
)
"""Names imported by the modules that define the clients and the base error."""

TYPE_NAMES = _word_set(
    """Annotated Any BaseModel Base64FileInput Dict ExtraItems False FieldInfo FileTypes Generic Iterable List Literal
    None Optional PropertyInfo Protocol Required SequenceNotStr True Tuple Type TypeAlias TypeAliasType TypedDict
    Union TYPE_CHECKING"""
)
"""Names that a generated type module imports: a class with the same name gets a trailing underscore."""

BUILTIN_TYPES = _word_set("bool bytes date datetime dict float int list object set str tuple type")
"""Types used in annotations: an attribute with such a name shadows the type in its own class body."""

MODULE_STEMS = frozenset(
    ["aux", "con", "nul", "prn", *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10))]
)
"""File names reserved by an operating system."""

DEVICE_NAMES = MODULE_STEMS | {"conin$", "conout$", *(f"{device}{mark}" for device in ("com", "lpt") for mark in "¹²³")}
"""The same with names that no module can have. Windows treats such a file as a device, whatever its suffix."""
