namespace Headroom.Traces.Specifications;

/// <summary>What a file holds at one place.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
internal abstract record Entry(int Line)
{
    /// <summary>What it is, in the words of messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value: a text, a number or true and false are told apart by who reads it.</summary>
internal sealed record ValueEntry(int Line, string Text, bool IsQuoted) : Entry(Line)
{
    /// <inheritdoc/>
    public override string Kind => IsEmpty ? "empty" : "a single value";

    /// <summary>Whether nothing was written.</summary>
    public bool IsEmpty => !IsQuoted && Text is "" or "~" or "null";
}

/// <summary>A list, in the order of the file.</summary>
internal sealed record ListEntry(int Line, IReadOnlyList<Entry> Items) : Entry(Line)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order of the file.</summary>
/// <param name="Line">Line on which they begin.</param>
/// <param name="Keys">Every key once, where it is first.</param>
/// <param name="Repeated">Keys that are there again.</param>
internal sealed record MapEntry(int Line, IReadOnlyList<KeyEntry> Keys, IReadOnlyList<KeyEntry> Repeated) : Entry(Line)
{
    /// <inheritdoc/>
    public override string Kind => "a group of keys";
}

/// <summary>A key with its value.</summary>
internal sealed record KeyEntry(int Line, string Name, Entry Value);
