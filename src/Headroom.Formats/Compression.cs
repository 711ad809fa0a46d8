namespace Headroom.Formats;

/// <summary>How a file is compressed.</summary>
public enum Compression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, of one member or several (RFC 1952, section 2.2).</summary>
    Gzip,

    /// <summary>Zstandard, of one frame or several (RFC 8878, section 3.1).</summary>
    Zstandard,
}
