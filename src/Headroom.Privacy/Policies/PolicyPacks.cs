using Headroom.Privacy.Detection;

namespace Headroom.Privacy.Policies;

/// <summary>Policies that come with the program, each with the clause that each of its rules follows.</summary>
public static class PolicyPacks
{
    private static readonly Dictionary<string, Lazy<MaskPolicy>> Read = new[] { "finance", "health", "government" }
        .ToDictionary(name => name, name => new Lazy<MaskPolicy>(() => PolicyFile.Parse(TextOf(name), $"{name}.yaml")));

    /// <summary>Names of the packs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["default", "finance", "health", "government"];

    /// <summary>
    /// Every finding becomes its entity's name. Names in running text are not looked for: unlike a number, a name
    /// cannot be checked, and prose has many words that look like one.
    /// </summary>
    public static MaskPolicy Default { get; } =
        new() { Name = "default", Detection = new DetectorOptions { FindsNames = false } };

    /// <summary>The pack of a name; null where there is none.</summary>
    public static MaskPolicy? Find(string name) =>
        name == "default" ? Default : Read.GetValueOrDefault(name)?.Value;

    private static string TextOf(string name)
    {
        var resource = $"{name}.yaml";
        using var stream = typeof(PolicyPacks).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the resource {resource} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
