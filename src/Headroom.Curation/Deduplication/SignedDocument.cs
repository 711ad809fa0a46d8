namespace Headroom.Curation.Deduplication;

/// <summary>
/// What is known of a document that passed the filters: where its record lies and the hash of its text.
/// </summary>
/// <param name="Start">First byte of its record in the file of passed records.</param>
/// <param name="Length">Bytes of its record, without the line feed.</param>
/// <param name="TextBytes">Bytes of its text.</param>
/// <param name="InputOffset">First byte of its record in the input, after decompression.</param>
/// <param name="Hash">XXH128 of its text.</param>
internal readonly record struct SignedDocument(
    long Start, int Length, int TextBytes, long InputOffset, UInt128 Hash);
