namespace Headroom.Curation.Input;

/// <summary>A record that could not be read and was set aside.</summary>
/// <param name="File">Path of its file, as the caller gave it.</param>
/// <param name="Offset">Its first byte in the file, after decompression.</param>
/// <param name="Problem">What is wrong with it, without a full stop.</param>
public sealed record DamagedRecord(string File, long Offset, string Problem);
