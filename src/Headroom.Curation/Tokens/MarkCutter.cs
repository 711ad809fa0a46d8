namespace Headroom.Curation.Tokens;

/// <summary>Cuts before every mark of a space, as SentencePiece does.</summary>
internal sealed class MarkCutter : IPieceCutter
{
    public void Cut(ReadOnlySpan<byte> text, List<int> ends)
    {
        for (var start = 0; start < text.Length;)
        {
            var next = text[(start + 1)..].IndexOf(SpaceMarks.Mark);
            start = next < 0 ? text.Length : start + 1 + next;
            ends.Add(start);
        }
    }
}
