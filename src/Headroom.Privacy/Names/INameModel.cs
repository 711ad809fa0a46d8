namespace Headroom.Privacy.Names;

/// <summary>
/// A model of somebody else that finds names, addresses and places in running text. Safe to use from many threads.
/// </summary>
public interface INameModel
{
    /// <summary>SHA-256 over all that decides what it finds, in hexadecimal digits.</summary>
    string Hash { get; }

    /// <summary>A reader that one thread uses, one text after another.</summary>
    INameReader Reader();
}

/// <summary>Reads texts by a model. One for each thread.</summary>
public interface INameReader
{
    /// <summary>Adds what is in a text, in the order of places, none overlapping another.</summary>
    /// <param name="text">UTF-8 of any length; bytes that are none are no part of any name.</param>
    /// <param name="names">Filled further.</param>
    /// <exception cref="InvalidDataException">The model failed; the message says how.</exception>
    void Read(ReadOnlySpan<byte> text, List<NameSpan> names);
}

/// <summary>A name, an address or a place in a text.</summary>
/// <param name="Start">First byte of the UTF-8 text.</param>
/// <param name="End">The byte after the last.</param>
/// <param name="Tag">What it is: a tag that begins something.</param>
/// <param name="Score">How sure it is, from 0 to 1.</param>
public readonly record struct NameSpan(int Start, int End, NameTag Tag, float Score);
