using System.Runtime.CompilerServices;
using System.Text;
using Headroom.Curation.Text;

namespace Headroom.Curation.Signals;

/// <summary>One word of a text while it is lower-cased, stripped of ASCII marks and decomposed.</summary>
internal sealed class NormalizedWord
{
    private const int CapitalSigma = 0x3A3;

    private readonly List<int> _codes = [];
    private byte[] _bytes = new byte[256];
    private int _length;
    private int _start;
    private int _end;
    private int _lastClass;
    private bool _isOutOfOrder;
    private bool _endsInSigma;

    /// <summary>Its code points so far.</summary>
    public int Characters { get; private set; }

    /// <summary>Forgets it.</summary>
    public void Clear()
    {
        _length = 0;
        _start = 0;
        _end = 0;
        Characters = 0;
        _lastClass = 0;
        _isOutOfOrder = false;
        _endsInSigma = false;
    }

    /// <summary>
    /// Its bytes: a part of the text where nothing in it changed, and that is most words; a copy otherwise.
    /// </summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> text) =>
        _length == 0 ? text[_start.._end] : _bytes.AsSpan(0, _length);

    /// <summary>Adds a part of the text that stays as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPlain(ReadOnlySpan<byte> text, int start, int end, int characters)
    {
        Characters += characters;
        if (_length == 0 && (_end == start || _end == 0))
        {
            if (_end == 0) _start = start;
            _end = end;
            return;
        }

        AddCopy(text, start, end);
    }

    private void AddCopy(ReadOnlySpan<byte> text, int start, int end)
    {
        Copy(text);
        Reserve(end - start);
        text[start..end].CopyTo(_bytes.AsSpan(_length));
        _length += end - start;
        _lastClass = 0;
        _endsInSigma = false;
    }

    // From here on the word is not a part of the text.
    private void Copy(ReadOnlySpan<byte> text)
    {
        if (_length > 0 || _end == 0) return;

        Reserve(_end - _start);
        text[_start.._end].CopyTo(_bytes);
        _length = _end - _start;
    }

    /// <summary>Adds a code point that changes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void AddChanged(ReadOnlySpan<byte> text, int code)
    {
        Copy(text);
        if (code < 128)
        {
            Reserve(1);
            _bytes[_length++] = (byte)(code | 32);
            Characters++;
            _lastClass = 0;
            _endsInSigma = false;
            return;
        }

        var normal = NormalizedCharacters.Of(code);
        if (normal.FirstClass != 0 && normal.FirstClass < _lastClass) _isOutOfOrder = true;
        _endsInSigma = code == CapitalSigma && Characters > 0;
        Reserve(normal.Bytes.Length);
        normal.Bytes.CopyTo(_bytes, _length);
        _length += normal.Bytes.Length;
        Characters += normal.Characters;
        _lastClass = normal.LastClass;
    }

    /// <summary>Ends it: a sigma at its end gets its form there, and marks are put in order.</summary>
    public void Finish()
    {
        if (_endsInSigma) _bytes[_length - 1] = 0x82;
        if (!_isOutOfOrder) return;

        _codes.Clear();
        for (var index = 0; index < _length;)
            _codes.Add(Utf8.Next(_bytes.AsSpan(0, _length), ref index));
        NormalForms.Order(_codes);
        _length = 0;
        foreach (var code in _codes) _length += new Rune(code).EncodeToUtf8(_bytes.AsSpan(_length));
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < more) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + more));
    }
}
