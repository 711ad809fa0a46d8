using System.Runtime.CompilerServices;

namespace Headroom.Curation.Signals;

/// <summary>
/// The tokens of a text as it stands: runs of word characters and runs of others without white space (WordPunct).
/// </summary>
internal sealed class RawTokens
{
    private const SignalClass Kinds = SignalClass.Word | SignalClass.Space;

    private SignalClass _kind;
    private SignalClass _all;
    private int _start;

    /// <summary>Tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Those with a letter of ASCII.</summary>
    public int WithLetter { get; private set; }

    /// <summary>Those with a capital and nothing in lower case.</summary>
    public int Capitals { get; private set; }

    /// <summary>Common words of English.</summary>
    public int StopWords { get; private set; }

    /// <summary>Begins with a new text.</summary>
    public void Clear()
    {
        _kind = SignalClass.Space;
        _all = SignalClass.None;
        Count = 0;
        WithLetter = 0;
        Capitals = 0;
        StopWords = 0;
    }

    /// <summary>Takes the next characters, all of one kind, at <paramref name="at"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<byte> text, int at, SignalClass classes)
    {
        var kind = classes & Kinds;
        if (kind != _kind)
        {
            if (_kind != SignalClass.Space) End(text[_start..at]);
            _kind = kind;
            _start = at;
            _all = SignalClass.None;
        }

        _all |= classes;
    }

    /// <summary>Ends the text.</summary>
    public void Finish(ReadOnlySpan<byte> text)
    {
        if (_kind != SignalClass.Space) End(text[_start..]);
    }

    private void End(ReadOnlySpan<byte> token)
    {
        Count++;
        if ((_all & SignalClass.AsciiLetter) != 0) WithLetter++;
        if ((_all & (SignalClass.Upper | SignalClass.NotCapital)) == SignalClass.Upper) Capitals++;
        else if (_kind == SignalClass.Word && Signals.StopWords.Contains(token)) StopWords++;
    }
}
