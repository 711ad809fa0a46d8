namespace Headroom.Exchange.Journal;

/// <summary>Why an event may not follow those before it.</summary>
public enum RefusalKind
{
    /// <summary>It is not signed by its author for this exchange.</summary>
    Forged,

    /// <summary>It happened already.</summary>
    Replayed,

    /// <summary>It lies before an event that was taken, or the exchange has begun or not begun.</summary>
    OutOfOrder,

    /// <summary>It is about something that there is not.</summary>
    Unknown,

    /// <summary>Its author has no say in it.</summary>
    NotYours,

    /// <summary>It is outside the limits of what can be said.</summary>
    Invalid,

    /// <summary>Terms say what a listing that they name does not bear out.</summary>
    Contradicts,

    /// <summary>What it is about is over, or not so far yet.</summary>
    WrongState,

    /// <summary>It is about terms that were replaced.</summary>
    Stale,

    /// <summary>A deadline is over.</summary>
    TooLate,

    /// <summary>There is not enough money, or not as many GPU-seconds, for it.</summary>
    Funds,

    /// <summary>There is no room for more.</summary>
    Full,
}

/// <summary>An event was refused.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Sentence">The same for people, with the remedy.</param>
public sealed record Refusal(RefusalKind Kind, string Sentence);
