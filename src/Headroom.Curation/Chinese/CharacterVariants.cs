namespace Headroom.Curation.Chinese;

/// <summary>
/// Traditional characters with their simplified ones, and pairs of characters that nobody writes but programs that
/// turn simplified text into traditional one character at a time. Both are of OpenCC's dictionaries.
/// </summary>
internal static class CharacterVariants
{
    private static readonly char[] Simplified = new char[char.MaxValue + 1];
    private static readonly HashSet<int> Wrong = [];

    static CharacterVariants()
    {
        foreach (var line in Lines("traditional-characters.txt")) Simplified[line[0]] = line[1];
        foreach (var line in Lines("wrong-traditional.txt"))
        {
            foreach (var second in line.AsSpan(1)) Wrong.Add((line[0] << 16) | second);
        }
    }

    /// <summary>The simplified form of a character; itself when it has none.</summary>
    public static char SimplifiedOf(char character) =>
        Simplified[character] is not '\0' and var simplified ? simplified : character;

    /// <summary>Whether nobody writes the two side by side.</summary>
    public static bool IsWrongPair(char first, char second) => Wrong.Contains((first << 16) | second);

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(CharacterVariants).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
