namespace Headroom.Cli.Policies;

/// <summary>What differs between two texts, by lines.</summary>
internal static class LineDifference
{
    // Longest common subsequence in a table: beyond this it would take more memory than its use is worth.
    private const int LinesMax = 2_000;
    private const int Context = 2;

    /// <summary>
    /// Lines that went with '-', those that came with '+', and some around them; each span of equal lines left out is
    /// one line '…'.
    /// </summary>
    public static IReadOnlyList<string> Of(string before, string after)
    {
        var (old, other) = (LinesOf(before), LinesOf(after));
        if (old.SequenceEqual(other)) return ["The texts are the same."];
        if (old.Length > LinesMax || other.Length > LinesMax)
            return [$"The texts have {old.Length} and {other.Length} lines; they are too long to be compared here."];

        return Shortened(Marked(old, other, Common(old, other)));
    }

    // common[i, j]: most lines that what follows i in one and j in the other has in common.
    private static int[,] Common(string[] old, string[] other)
    {
        var common = new int[old.Length + 1, other.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = other.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == other[j]
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static List<string> Marked(string[] old, string[] other, int[,] common)
    {
        var (lines, i, j) = (new List<string>(), 0, 0);
        while (i < old.Length || j < other.Length)
        {
            var isSame = i < old.Length && j < other.Length && old[i] == other[j];
            var isGone = j == other.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]);
            lines.Add(isSame ? $"  {old[i]}" : isGone ? $"- {old[i]}" : $"+ {other[j]}");
            if (isSame || isGone) i++;
            if (isSame || !isGone) j++;
        }

        return lines;
    }

    private static List<string> Shortened(List<string> lines)
    {
        var shown = new List<string>();
        for (var index = 0; index < lines.Count; index++)
        {
            var from = Math.Max(0, index - Context);
            var isNear = lines.Skip(from).Take(index + Context + 1 - from).Any(line => line[0] != ' ');
            if (isNear) shown.Add(lines[index]);
            else if (shown is not [.., "…"]) shown.Add("…");
        }

        return shown;
    }

    private static string[] LinesOf(string text) => text.TrimEnd('\n', '\r').ReplaceLineEndings("\n").Split('\n');
}
