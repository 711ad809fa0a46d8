namespace Headroom.Storage.Reading;

/// <summary>Ids of jobs.</summary>
/// <param name="From">The first that counts.</param>
/// <param name="Before">The first that no longer counts.</param>
internal readonly record struct IdRange(long From, long Before)
{
    public static IdRange All => new(long.MinValue, long.MaxValue);

    public bool IsEmpty => From >= Before;
}
