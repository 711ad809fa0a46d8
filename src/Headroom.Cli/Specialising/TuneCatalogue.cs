using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;

namespace Headroom.Cli.Specialising;

/// <summary>Templates of a folder of the user's, and those that ship; one of the folder goes before.</summary>
internal static class TuneCatalogue
{
    private const string Prefix = "tune.";

    /// <summary>All templates, by name.</summary>
    public static IReadOnlyList<TuneTemplate> All(string? folder) => PrivacyFailure.Told(() =>
        (IReadOnlyList<TuneTemplate>)
        [
            .. Own(folder).Concat(Shipped()).DistinctBy(template => template.Name)
                .OrderBy(template => template.Name, StringComparer.Ordinal),
        ]);

    /// <summary>The template of a name; else a failure with the name that was meant.</summary>
    public static TuneTemplate Find(string name, string? folder)
    {
        var all = All(folder);
        return all.FirstOrDefault(template => template.Name == name) ?? throw new CommandFailure(
            ExitCode.NotFound,
            $"there is no template '{name}'{Suggestion.For(name, all.Select(template => template.Name))}; 'headroom tune --list' lists them.");
    }

    private static IEnumerable<TuneTemplate> Own(string? folder)
    {
        if (folder is null) yield break;

        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length > TuneTemplate.BytesMax) throw new CommandFailure(ExitCode.WrongUse, $"{path}: longer than a template is.");
            yield return TuneTemplate.Parse(File.ReadAllText(path), path);
        }
    }

    private static IEnumerable<TuneTemplate> Shipped()
    {
        var assembly = typeof(TuneCatalogue).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal)) continue;

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return TuneTemplate.Parse(reader.ReadToEnd(), name[Prefix.Length..]);
        }
    }
}
