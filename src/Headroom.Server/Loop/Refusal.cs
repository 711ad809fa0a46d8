namespace Headroom.Server.Loop;

/// <summary>A request cannot be done as it stands.</summary>
/// <param name="kind">For programs.</param>
/// <param name="sentence">What is the matter.</param>
/// <param name="remedy">What to do.</param>
internal sealed class Refusal(RefusalKind kind, string sentence, string remedy) : Exception(sentence)
{
    /// <summary>For programs.</summary>
    public RefusalKind Kind { get; } = kind;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The key of the request at fault; empty where it has none.</summary>
    public string Key { get; init; } = "";

    /// <summary>Names the kind more closely for programs; empty where the kind says all.</summary>
    public string Type { get; init; } = "";
}

/// <summary>Why a request is refused.</summary>
internal enum RefusalKind
{
    /// <summary>It is wrong in itself.</summary>
    Invalid,

    /// <summary>There is no such thing, or not for this bearer.</summary>
    NotFound,

    /// <summary>It cannot be done to a thing that stands so.</summary>
    Conflict,

    /// <summary>It was meant for a version that is no longer the last one.</summary>
    Stale,

    /// <summary>The bearer may not.</summary>
    Forbidden,

    /// <summary>Too much waits already.</summary>
    Busy,

    /// <summary>It could not be stored.</summary>
    NotStored,
}
