namespace Headroom.Curation.Repetition;

/// <summary>A place by which equal pieces of text find each other.</summary>
/// <param name="Key">Hash of what stands there; equal pieces have equal keys.</param>
/// <param name="Position">Its first byte in the corpus.</param>
internal readonly record struct Anchor(ulong Key, long Position) : IComparable<Anchor>
{
    public int CompareTo(Anchor other) =>
        Key != other.Key ? Key.CompareTo(other.Key) : Position.CompareTo(other.Position);
}
