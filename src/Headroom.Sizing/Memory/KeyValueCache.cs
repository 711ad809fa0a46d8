namespace Headroom.Sizing.Memory;

/// <summary>Memory of what a model remembers of its context while it answers.</summary>
public static class KeyValueCache
{
    /// <summary>Bytes for each token: a key and a value in every layer.</summary>
    /// <param name="layers">Layers.</param>
    /// <param name="heads">Heads that have keys and values of their own.</param>
    /// <param name="headSize">Numbers in a head.</param>
    /// <param name="bytes">Bytes a number: 2 for 16 bits.</param>
    public static double BytesPerToken(int layers, int heads, int headSize, double bytes) =>
        2.0 * layers * heads * headSize * bytes;
}
