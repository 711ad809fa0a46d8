namespace Headroom.Curation.Mixing;

/// <summary>One part of a mixture.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Inputs">Files and folders of records.</param>
/// <param name="Weight">Its share of the mixture's text, among the weights of all; above 0.</param>
public sealed record MixSource(string Name, IReadOnlyList<string> Inputs, double Weight);

/// <summary>What a mixture is made of and where it goes.</summary>
public sealed record MixOptions
{
    /// <summary>Most shards.</summary>
    public const int ShardsMax = 10_000;

    /// <summary>Its parts, 1 or more, each with another name.</summary>
    public required IReadOnlyList<MixSource> Sources { get; init; }

    /// <summary>Folder of the shards; made when it is not there, and empty.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>
    /// Bytes of text, in UTF-8, that the mixture has; null for as many as there are without repeating any source.
    /// </summary>
    public long? Bytes { get; init; }

    /// <summary>Files that the mixture is written to, from 1 to <see cref="ShardsMax"/>.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>What makes a mixture repeatable: the same seed gives the same shards.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether shards are compressed by Zstandard.</summary>
    public bool Compresses { get; init; } = true;

    /// <summary>Member of a record that holds its text.</summary>
    public string TextKey { get; init; } = "text";

    /// <summary>Threads that bring shards in order, from 1. The results do not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
