namespace Headroom.Curation.Quality;

/// <summary>The texts that come with the program and that samples are made of.</summary>
internal static class SampleText
{
    /// <summary>Lines of one of them, without comments and empty ones.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = typeof(SampleText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program comes without {name}.");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd())
                .Where(line => line.Length > 0 && line[0] != '#'),
        ];
    }
}
