namespace Headroom.Curation.Tokens;

/// <summary>Cuts the pieces of one cutter by the next; none cuts not at all.</summary>
internal sealed class CutterSequence(IReadOnlyList<IPieceCutter> cutters) : IPieceCutter
{
    public void Cut(ReadOnlySpan<byte> text, List<int> ends)
    {
        List<int> pieces = [text.Length];
        foreach (var cutter in cutters)
        {
            var finer = new List<int>();
            var start = 0;
            foreach (var end in pieces)
            {
                var count = finer.Count;
                cutter.Cut(text[start..end], finer);
                for (; count < finer.Count; count++) finer[count] += start;
                start = end;
            }

            pieces = finer;
        }

        ends.AddRange(pieces);
    }
}
