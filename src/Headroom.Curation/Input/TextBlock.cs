namespace Headroom.Curation.Input;

/// <summary>Whole records of one file, read together and worked on by one thread.</summary>
internal sealed class TextBlock
{
    /// <summary>The bytes; only the first <see cref="Length"/> count.</summary>
    public byte[] Bytes { get; set; } = new byte[BlockReader.Size];

    /// <summary>Bytes in use.</summary>
    public int Length { get; set; }

    /// <summary>What the bytes are.</summary>
    public InputKind Kind { get; set; }

    /// <summary>Offset of the first byte in the file, after decompression.</summary>
    public long Offset { get; set; }

    /// <summary>What could not be read in front of this block or at the end of the file.</summary>
    public List<DamagedRecord> Damaged { get; } = [];

    /// <summary>The records.</summary>
    public ReadOnlySpan<byte> Text => Bytes.AsSpan(0, Length);
}
