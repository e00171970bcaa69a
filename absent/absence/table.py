"""All that Rasa 3.6 imports of what is not installed, derives classes from, writes into signatures, or catches."""

from __future__ import annotations

# package -> its modules -> their names. What stands in a module `errors` or `exceptions` is one, and can be caught.
TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    "tensorflow": {
        "tensorflow": ("SparseTensor", "Tensor", "TensorShape", "TensorSpec"),
        "tensorflow.keras": (),
        "tensorflow.keras.backend": (),
        "tensorflow.keras.callbacks": ("Callback",),
        "tensorflow.keras.layers": ("AbstractRNNCell", "Dense", "Dropout", "Layer"),
        "tensorflow.keras.metrics": ("Metric",),
        "tensorflow.keras.utils": ("Sequence",),
        "tensorflow.python": (),
        "tensorflow.python.eager": (),
        "tensorflow.python.eager.wrap_function": ("WrappedFunction",),
        "tensorflow.types": (),
        "tensorflow.types.experimental": ("TensorLike",),
    },
    "keras": {
        "keras": ("Model",),
        "keras.utils": (),
        "keras.utils.control_flow_util": ("smart_cond",),
        "keras.utils.tf_utils": (),
    },
    # Channels of rasa.core.channels, which imports them all.
    "aiogram": {
        "aiogram": ("Bot",),
        "aiogram.types": (
            "InlineKeyboardButton",
            "InlineKeyboardMarkup",
            "KeyboardButton",
            "Message",
            "ReplyKeyboardMarkup",
            "Update",
        ),
        "aiogram.utils": (),
        "aiogram.utils.exceptions": ("TelegramAPIError",),
    },
    "cachecontrol": {"cachecontrol": ("CacheControl",)},
    "fbmessenger": {
        "fbmessenger": ("MessengerClient",),
        "fbmessenger.attachments": ("Image",),
        "fbmessenger.elements": ("Text",),
        "fbmessenger.quick_replies": ("QuickReplies", "QuickReply"),
        "fbmessenger.sender_actions": ("SenderAction",),
    },
    "google.auth": {
        "google.auth": (),
        "google.auth.transport": (),
        "google.auth.transport.requests": ("Request",),
    },
    "google.oauth2": {"google.oauth2": (), "google.oauth2.id_token": ("verify_token",)},
    "slack_sdk": {
        "slack_sdk": (),
        "slack_sdk.web": (),
        "slack_sdk.web.async_client": ("AsyncWebClient",),
    },
    "webexteamssdk": {"webexteamssdk": ("WebexTeamsAPI", "Webhook")},
    # Stores of rasa.core.tracker_store. It asks for the errors whichever store is taken.
    "boto3": {
        "boto3": ("client", "resource"),
        "boto3.dynamodb": (),
        "boto3.dynamodb.conditions": ("Key",),
    },
    "botocore": {"botocore": (), "botocore.exceptions": ("BotoCoreError",)},
    "pymongo": {
        "pymongo": ("MongoClient", "ReturnDocument"),
        "pymongo.collection": ("Collection",),
        "pymongo.database": ("Database",),
        "pymongo.errors": ("ConnectionFailure", "OperationFailure"),
    },
    # rasa.utils.plotting.
    "matplotlib": {
        "matplotlib": ("get_backend", "use"),
        "matplotlib.colors": ("LogNorm",),
        "matplotlib.pyplot": (),
        "matplotlib.ticker": ("FormatStrFormatter",),
    },
}
TENSORFLOW = frozenset({"tensorflow", "keras"})


def decision(package: str) -> str:
    """The page that says why the package is not installed."""
    return f"docs/decisions/{'0022-no-tensorflow' if package in TENSORFLOW else '0027-no-vendors'}.md"
