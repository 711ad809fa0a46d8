using Headroom.Traces.Specifications;

namespace Headroom.Traces.Settings;

/// <summary>Reads settings of a program: one group of keys with a text each, in YAML (or JSON).</summary>
public static class SettingsFile
{
    /// <summary>The settings in a file; those that are not there are left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">All keys that there are.</param>
    /// <exception cref="TraceFormatException">
    /// The file cannot be read, or has faults: all of them, each with its line and key.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Read(string path, IReadOnlyList<string> keys) =>
        Parse(path, SpecificationText.Read(path), keys);

    /// <inheritdoc cref="Read"/>
    /// <param name="file">Name of the text in messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="keys">All keys that there are.</param>
    public static IReadOnlyDictionary<string, string> Parse(string file, string text, IReadOnlyList<string> keys)
    {
        var document = new SpecificationDocument(file, text, new KeySet("settings", [.. keys]));
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (document.Root.Find(key) is not null) settings[key] = document.Root.Text(key);
        }

        document.Faults.Throw();
        return settings;
    }
}
