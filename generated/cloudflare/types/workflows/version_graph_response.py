# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from datetime import datetime
from typing import Dict, List, Optional, Union
from typing_extensions import Annotated, Literal, TypeAlias

from ..._models import BaseModel
from ..._utils import PropertyInfo

__all__ = [
    "VersionGraphResponse",
    "GraphWorkflowFunctions",
    "GraphWorkflowNodeStepSleep",
    "GraphWorkflowNodeStepDoConfigRetries",
    "GraphWorkflowNodeStepDoConfig",
    "GraphWorkflowNodeStepDo",
    "GraphWorkflowNodeStepWaitForEventOptions",
    "GraphWorkflowNodeStepWaitForEventPayloadType",
    "GraphWorkflowNodeStepWaitForEventPayloadObject",
    "GraphWorkflowNodeStepWaitForEventPayload",
    "GraphWorkflowNodeStepWaitForEvent",
    "GraphWorkflowNodeStepSleepUntil",
    "GraphWorkflowNodeLoop",
    "GraphWorkflowNodeParallel",
    "GraphWorkflowNodeTryCatchBlock",
    "GraphWorkflowNodeTryFinallyBlock",
    "GraphWorkflowNodeTryTryBlock",
    "GraphWorkflowNodeTry",
    "GraphWorkflowNodeBlock",
    "GraphWorkflowNodeIfBranch",
    "GraphWorkflowNodeIf",
    "GraphWorkflowNodeSwitchBranch",
    "GraphWorkflowNodeSwitch",
    "GraphWorkflowNodeStartFunctions",
    "GraphWorkflowNodeStartPayloadType",
    "GraphWorkflowNodeStartPayloadObject",
    "GraphWorkflowNodeStartPayload",
    "GraphWorkflowNodeStart",
    "GraphWorkflowNodeFunctionCall",
    "GraphWorkflowNodeFunctionDef",
    "GraphWorkflowNodeBreak",
    "GraphWorkflowNode",
    "GraphWorkflowPayloadType",
    "GraphWorkflowPayloadObject",
    "GraphWorkflowPayload",
    "GraphWorkflow",
    "Graph",
]


class GraphWorkflowFunctions(BaseModel):
    name: str

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["function_def"]


class GraphWorkflowNodeStepSleep(BaseModel):
    """Sleeps for a while."""

    duration: Union[float, str]
    """A length of time, in milliseconds or as text."""

    name: str
    type: Literal["step_sleep"]
    resolves: Optional[float] = None
    starts: Optional[float] = None


class GraphWorkflowNodeStepDoConfigRetries(BaseModel):
    """When a failed step is tried again."""

    backoff: Literal["constant", "linear", "exponential"]
    """How the pause between attempts grows."""

    delay: Union[float, str]
    """A length of time, in milliseconds or as text."""

    limit: float


class GraphWorkflowNodeStepDoConfig(BaseModel):
    """How often and how long a step is tried."""

    retries: GraphWorkflowNodeStepDoConfigRetries
    """When a failed step is tried again."""

    timeout: Union[float, str]
    """A length of time, in milliseconds or as text."""


class GraphWorkflowNodeStepDo(BaseModel):
    """Runs a step."""

    config: GraphWorkflowNodeStepDoConfig
    """How often and how long a step is tried."""

    name: str

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["step_do"]
    resolves: Optional[float] = None
    starts: Optional[float] = None


class GraphWorkflowNodeStepWaitForEventOptions(BaseModel):
    """What a waiting step waits for."""

    event_type: str

    timeout: Union[float, str]
    """A length of time, in milliseconds or as text."""


class GraphWorkflowNodeStepWaitForEventPayloadType(BaseModel):
    type: Literal["unknown"]


class GraphWorkflowNodeStepWaitForEventPayloadObject(BaseModel):
    fields: Dict[str, object]
    """The shape of every field. The values are shapes of this kind again."""

    type: Literal["object"]


GraphWorkflowNodeStepWaitForEventPayload: TypeAlias = Annotated[
    Union[GraphWorkflowNodeStepWaitForEventPayloadType, GraphWorkflowNodeStepWaitForEventPayloadObject],
    PropertyInfo(discriminator="type"),
]
"""The shape of a JSON payload."""


class GraphWorkflowNodeStepWaitForEvent(BaseModel):
    """Waits for an event."""

    name: str

    options: Optional[GraphWorkflowNodeStepWaitForEventOptions] = None
    """What a waiting step waits for."""

    type: Literal["step_wait_for_event"]

    payload: Optional[GraphWorkflowNodeStepWaitForEventPayload] = None
    """The shape of a JSON payload."""

    resolves: Optional[float] = None
    starts: Optional[float] = None


class GraphWorkflowNodeStepSleepUntil(BaseModel):
    """Sleeps up to a moment."""

    name: str
    timestamp: str
    type: Literal["step_sleep_until"]
    resolves: Optional[float] = None
    starts: Optional[float] = None


class GraphWorkflowNodeLoop(BaseModel):
    """Repeats its nodes."""

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["loop"]


class GraphWorkflowNodeParallel(BaseModel):
    """Runs its nodes side by side."""

    kind: Literal["all", "any", "all_settled", "race"]
    """What ends the whole."""

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["parallel"]


class GraphWorkflowNodeTryCatchBlock(BaseModel):
    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["block"]


class GraphWorkflowNodeTryFinallyBlock(BaseModel):
    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["block"]


class GraphWorkflowNodeTryTryBlock(BaseModel):
    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["block"]


class GraphWorkflowNodeTry(BaseModel):
    """Guards its nodes."""

    type: Literal["try"]
    catch_block: Optional[GraphWorkflowNodeTryCatchBlock] = None
    finally_block: Optional[GraphWorkflowNodeTryFinallyBlock] = None
    try_block: Optional[GraphWorkflowNodeTryTryBlock] = None


class GraphWorkflowNodeBlock(BaseModel):
    """Groups its nodes."""

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["block"]


class GraphWorkflowNodeIfBranch(BaseModel):
    condition: Optional[str] = None

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""


class GraphWorkflowNodeIf(BaseModel):
    """Chooses by conditions."""

    branches: List[GraphWorkflowNodeIfBranch]
    type: Literal["if"]


class GraphWorkflowNodeSwitchBranch(BaseModel):
    condition: Optional[str] = None

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""


class GraphWorkflowNodeSwitch(BaseModel):
    """Chooses by a value."""

    branches: List[GraphWorkflowNodeSwitchBranch]
    discriminant: str
    type: Literal["switch"]


class GraphWorkflowNodeStartFunctions(BaseModel):
    name: str

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["function_def"]


class GraphWorkflowNodeStartPayloadType(BaseModel):
    type: Literal["unknown"]


class GraphWorkflowNodeStartPayloadObject(BaseModel):
    fields: Dict[str, object]
    """The shape of every field. The values are shapes of this kind again."""

    type: Literal["object"]


GraphWorkflowNodeStartPayload: TypeAlias = Annotated[
    Union[GraphWorkflowNodeStartPayloadType, GraphWorkflowNodeStartPayloadObject], PropertyInfo(discriminator="type")
]
"""The shape of a JSON payload."""


class GraphWorkflowNodeStart(BaseModel):
    """Starts a workflow class."""

    class_name: str

    functions: Dict[str, GraphWorkflowNodeStartFunctions]
    """The functions that the workflow calls, by name."""

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["start"]

    payload: Optional[GraphWorkflowNodeStartPayload] = None
    """The shape of a JSON payload."""


class GraphWorkflowNodeFunctionCall(BaseModel):
    """Calls a function."""

    name: str
    type: Literal["function_call"]
    resolves: Optional[float] = None
    starts: Optional[float] = None


class GraphWorkflowNodeFunctionDef(BaseModel):
    """Defines a function."""

    name: str

    nodes: List[object]
    """Child nodes. They are nodes of this graph again."""

    type: Literal["function_def"]


class GraphWorkflowNodeBreak(BaseModel):
    """Leaves a loop or the function."""

    kind: Literal["break", "return"]
    """Which of the two."""

    type: Literal["break"]


GraphWorkflowNode: TypeAlias = Annotated[
    Union[
        GraphWorkflowNodeStepSleep,
        GraphWorkflowNodeStepDo,
        GraphWorkflowNodeStepWaitForEvent,
        GraphWorkflowNodeStepSleepUntil,
        GraphWorkflowNodeLoop,
        GraphWorkflowNodeParallel,
        GraphWorkflowNodeTry,
        GraphWorkflowNodeBlock,
        GraphWorkflowNodeIf,
        GraphWorkflowNodeSwitch,
        GraphWorkflowNodeStart,
        GraphWorkflowNodeFunctionCall,
        GraphWorkflowNodeFunctionDef,
        GraphWorkflowNodeBreak,
    ],
    PropertyInfo(discriminator="type"),
]


class GraphWorkflowPayloadType(BaseModel):
    type: Literal["unknown"]


class GraphWorkflowPayloadObject(BaseModel):
    fields: Dict[str, object]
    """The shape of every field. The values are shapes of this kind again."""

    type: Literal["object"]


GraphWorkflowPayload: TypeAlias = Annotated[
    Union[GraphWorkflowPayloadType, GraphWorkflowPayloadObject], PropertyInfo(discriminator="type")
]
"""The shape of a JSON payload."""


class GraphWorkflow(BaseModel):
    """The entry point of the workflow and its nodes."""

    class_name: str

    functions: Dict[str, GraphWorkflowFunctions]
    """The functions that the workflow calls, by name."""

    nodes: List[GraphWorkflowNode]

    payload: Optional[GraphWorkflowPayload] = None
    """The shape of a JSON payload."""


class Graph(BaseModel):
    """The graph of the steps. Null if the code could not be analysed."""

    version: float
    """Version of the format of the graph."""

    workflow: GraphWorkflow
    """The entry point of the workflow and its nodes."""


class VersionGraphResponse(BaseModel):
    id: str
    """Format: uuid."""

    class_name: str
    """Name of the exported class that implements the workflow."""

    created_on: datetime

    graph: Optional[Graph] = None
    """The graph of the steps. Null if the code could not be analysed."""

    modified_on: datetime

    workflow_id: str
    """Format: uuid."""


# Names that change when the document puts the variants in another order, kept for old code.
GraphWorkflowNodeUnionMember0 = GraphWorkflowNodeStepSleep
GraphWorkflowNodeUnionMember1 = GraphWorkflowNodeStepDo
GraphWorkflowNodeUnionMember1Config = GraphWorkflowNodeStepDoConfig
GraphWorkflowNodeUnionMember1ConfigRetries = GraphWorkflowNodeStepDoConfigRetries
GraphWorkflowNodeUnionMember2 = GraphWorkflowNodeStepWaitForEvent
GraphWorkflowNodeUnionMember2Options = GraphWorkflowNodeStepWaitForEventOptions
GraphWorkflowNodeUnionMember2Payload = GraphWorkflowNodeStepWaitForEventPayload
GraphWorkflowNodeUnionMember2PayloadType = GraphWorkflowNodeStepWaitForEventPayloadType
GraphWorkflowNodeUnionMember2PayloadUnionMember1 = GraphWorkflowNodeStepWaitForEventPayloadObject
GraphWorkflowNodeUnionMember3 = GraphWorkflowNodeStepSleepUntil
GraphWorkflowNodeUnionMember4 = GraphWorkflowNodeLoop
GraphWorkflowNodeUnionMember5 = GraphWorkflowNodeParallel
GraphWorkflowNodeUnionMember6 = GraphWorkflowNodeTry
GraphWorkflowNodeUnionMember6CatchBlock = GraphWorkflowNodeTryCatchBlock
GraphWorkflowNodeUnionMember6FinallyBlock = GraphWorkflowNodeTryFinallyBlock
GraphWorkflowNodeUnionMember6TryBlock = GraphWorkflowNodeTryTryBlock
GraphWorkflowNodeUnionMember7 = GraphWorkflowNodeBlock
GraphWorkflowNodeUnionMember8 = GraphWorkflowNodeIf
GraphWorkflowNodeUnionMember8Branch = GraphWorkflowNodeIfBranch
GraphWorkflowNodeUnionMember9 = GraphWorkflowNodeSwitch
GraphWorkflowNodeUnionMember9Branch = GraphWorkflowNodeSwitchBranch
GraphWorkflowNodeUnionMember10 = GraphWorkflowNodeStart
GraphWorkflowNodeUnionMember10Functions = GraphWorkflowNodeStartFunctions
GraphWorkflowNodeUnionMember10Payload = GraphWorkflowNodeStartPayload
GraphWorkflowNodeUnionMember10PayloadType = GraphWorkflowNodeStartPayloadType
GraphWorkflowNodeUnionMember10PayloadUnionMember1 = GraphWorkflowNodeStartPayloadObject
GraphWorkflowNodeUnionMember11 = GraphWorkflowNodeFunctionCall
GraphWorkflowNodeUnionMember12 = GraphWorkflowNodeFunctionDef
GraphWorkflowNodeUnionMember13 = GraphWorkflowNodeBreak
GraphWorkflowPayloadUnionMember1 = GraphWorkflowPayloadObject
