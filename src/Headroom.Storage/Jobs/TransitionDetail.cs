namespace Headroom.Storage.Jobs;

/// <summary>Why a job changed its state, where a part of it is about another job.</summary>
internal static class TransitionDetail
{
    // What follows belongs to another tenant.
    private const char OthersMark = '\n';

    /// <summary>A detail as it is stored.</summary>
    public static string Of(string own, string other, bool isSameTenant) =>
        own + (isSameTenant ? ' ' : OthersMark) + other;

    /// <summary>A stored detail as a reader may see it.</summary>
    public static string Told(string detail, bool seesEveryone) =>
        seesEveryone ? detail.Replace(OthersMark, ' ') : detail.Split(OthersMark)[0];
}
