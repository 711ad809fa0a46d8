using System.Text;
using Headroom.Curation.Output;
using Headroom.Curation.Text;

namespace Headroom.Curation;

/// <summary>
/// The text of one record while filters look at it. One instance serves all documents of a thread, so that nothing is
/// allocated for a document. What is derived from the text is computed once, when a filter first asks.
/// </summary>
public sealed class Document
{
    private readonly IWordBreaker _breaker;
    private readonly WordList _words = new();
    private readonly ByteBuffer _notes = new();
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;
    private int _characters;
    private bool _hasWords;

    internal Document(IWordBreaker breaker) => _breaker = breaker;

    /// <summary>The text in UTF-8; valid until the next edit.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    /// <summary>Code points of the text.</summary>
    public int Characters => _characters >= 0 ? _characters : _characters = Utf8.CharactersIn(Text);

    /// <summary>Whether every byte of the text is ASCII.</summary>
    public bool IsAscii => Characters == _length;

    /// <summary>Whether a filter has changed the text.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>Code of its language, once a filter has told it.</summary>
    internal string? Language { get; set; }

    /// <summary>The words of the text, as the recipe breaks it.</summary>
    internal WordList Words
    {
        get
        {
            if (_hasWords) return _words;

            _words.Clear(_length);
            _breaker.Break(Text, _words);
            _hasWords = true;
            return _words;
        }
    }

    /// <summary>What filters wrote of the document: members of a JSON object, without its brackets.</summary>
    internal ReadOnlySpan<byte> Notes => _notes.Written;

    /// <summary>Begins a member of its notes; the caller writes the value, in JSON.</summary>
    /// <param name="name">Its name, in ASCII.</param>
    internal ByteBuffer Annotate(string name)
    {
        if (_notes.Length > 0) _notes.Write(","u8);
        _notes.Write("\""u8);
        _notes.WriteAscii(name);
        _notes.Write("\":"u8);
        return _notes;
    }

    /// <summary>Begins a new document.</summary>
    /// <param name="text">Its text, in valid UTF-8.</param>
    public void Read(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Read(text.Length);
    }

    /// <summary>Begins a new document; for tests and examples.</summary>
    public void Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes into which a text of at most so many can be written before <see cref="Read(int)"/>.</summary>
    internal Span<byte> Room(int length)
    {
        if (_bytes.Length < length) _bytes = new byte[Math.Max(length, 2 * _bytes.Length)];
        return _bytes;
    }

    /// <summary>Begins a new document from the first bytes of <see cref="Room"/>.</summary>
    internal void Read(int length)
    {
        IsEdited = false;
        Language = null;
        _notes.Clear();
        Change(length);
    }

    /// <summary>Replaces the text by another one, which is no part of this one unless it is its start.</summary>
    internal void Replace(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual(Text)) return;

        text.CopyTo(Room(text.Length));
        Change(text.Length);
        IsEdited = true;
    }

    private void Change(int length)
    {
        _length = length;
        _characters = -1;
        _hasWords = false;
    }
}
