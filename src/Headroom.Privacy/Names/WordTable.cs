namespace Headroom.Privacy.Names;

/// <summary>Classes by hash: open addresses, never removed. Hot.</summary>
/// <param name="size">Places; a power of two, and more than twice what is added.</param>
internal sealed class WordTable(int size)
{
    private readonly uint[] _keys = new uint[size];
    private readonly byte[] _classes = new byte[size];

    public void Add(uint key, byte classes)
    {
        var at = First(key);
        while (_keys[at] != 0 && _keys[at] != key) at = (at + 1) & (_keys.Length - 1);
        _keys[at] = key;
        _classes[at] |= classes;
    }

    /// <summary>0 where nothing is known.</summary>
    public byte Find(uint key)
    {
        var at = First(key);
        while (_keys[at] != key)
        {
            if (_keys[at] == 0) return 0;
            at = (at + 1) & (_keys.Length - 1);
        }

        return _classes[at];
    }

    private int First(uint key) => (int)(key * 0x9E37_79B1u >> 8) & (_keys.Length - 1);
}
