namespace Headroom.Formats.Parquet;

/// <summary>Values of any length, one behind the other in one array that is used again.</summary>
internal sealed class ByteRuns
{
    private readonly List<int> _starts = [0];
    private byte[] _bytes = new byte[1024];

    /// <summary>How many there are.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>Bytes of all of them.</summary>
    public int Bytes => _starts[^1];

    /// <summary>All of them; never empty, so that it has an address.</summary>
    public ReadOnlySpan<byte> All => _bytes;

    /// <summary>One of them, from 0.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_starts[index], _starts[index + 1] - _starts[index]);

    /// <summary>Where one begins within <see cref="All"/>.</summary>
    public int StartOf(int index) => _starts[index];

    /// <summary>Adds a value.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        Add(value.Length);
    }

    /// <summary>Adds the first bytes of <see cref="Room"/> as a value.</summary>
    public void Add(int length) => _starts.Add(checked(Bytes + length));

    /// <summary>Bytes to be filled before they are added.</summary>
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - Bytes < length)
        {
            var wanted = Math.Max(2L * _bytes.Length, (long)Bytes + length);
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, wanted));
        }

        return _bytes.AsSpan(Bytes, length);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _starts.Clear();
        _starts.Add(0);
    }

    /// <summary>Forgets the first ones.</summary>
    public void RemoveFirst(int count)
    {
        var gone = _starts[count];
        _bytes.AsSpan(gone, Bytes - gone).CopyTo(_bytes);
        _starts.RemoveRange(0, count);
        for (var index = 0; index < _starts.Count; index++) _starts[index] -= gone;
    }
}
