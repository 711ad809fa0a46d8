using EventRefusal = Headroom.Exchange.Journal.Refusal;
using EventRefusalKind = Headroom.Exchange.Journal.RefusalKind;
using Refusal = Headroom.Server.Loop.Refusal;
using RefusalKind = Headroom.Server.Loop.RefusalKind;

namespace Headroom.Server.Market;

/// <summary>Refusals of an exchange as those of the API: by the same names, and in the same words.</summary>
internal static class EventRefusals
{
    /// <summary>The refusal of a request that brought an event.</summary>
    public static Refusal Of(EventRefusal refusal) =>
        new(KindOf(refusal.Kind), $"{refusal.Kind}: {refusal.Sentence}", "")
        {
            Key = "entry",
            Type = $"exchange-{Kebab(refusal.Kind.ToString())}",
        };

    /// <summary>Whether it may be an attempt at what is somebody else's, which is noted.</summary>
    public static bool IsNoted(EventRefusalKind kind) => kind is EventRefusalKind.Forged or EventRefusalKind.Replayed
        or EventRefusalKind.NotYours or EventRefusalKind.Unknown;

    private static RefusalKind KindOf(EventRefusalKind kind) => kind switch
    {
        EventRefusalKind.Forged or EventRefusalKind.NotYours => RefusalKind.Forbidden,
        EventRefusalKind.Unknown => RefusalKind.NotFound,
        EventRefusalKind.Invalid => RefusalKind.Invalid,
        EventRefusalKind.Stale => RefusalKind.Stale,
        _ => RefusalKind.Conflict,
    };

    private static string Kebab(string name) => string.Concat(name.Select((letter, index) =>
        char.IsAsciiLetterUpper(letter) && index > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
