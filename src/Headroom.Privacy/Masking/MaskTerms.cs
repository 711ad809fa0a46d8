using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Headroom.Privacy.Masking;

/// <summary>
/// What a run must have in common with the stopped one that it goes on with, or its output would be part one and part
/// the other. Hashes and names; no secrets.
/// </summary>
internal sealed class MaskTerms
{
    private readonly List<KeyValuePair<string, string>> _terms = [];

    private MaskTerms() { }

    /// <summary>The terms of a run.</summary>
    public static MaskTerms Of(MaskRun run, IReadOnlyList<(string Source, string Target)> files, string? findings)
    {
        var terms = new MaskTerms();
        terms.Add("program", typeof(MaskTerms).Module.ModuleVersionId.ToString());
        terms.Add("policy", run.Policy.Hash);
        terms.Add("names model", run.Policy.Detection.Names is { } model ? HashOf(model.Weights) : "");
        terms.Add("key", run.Key?.Id ?? "");
        terms.Add("format", run.Format?.ToString() ?? "");
        terms.Add("fields", string.Join('\n', (run.Policy.OnlyFields ?? new HashSet<string>()).Order(StringComparer.Ordinal)));
        terms.Add("list of findings", findings is null ? "" : Path.GetFullPath(findings));
        terms.Add("number of files", files.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (source, target) in files)
        {
            var file = new FileInfo(source);
            terms.Add($"file {source}", string.Create(CultureInfo.InvariantCulture,
                $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n{Path.GetFullPath(target)}"));
        }

        return terms;
    }

    /// <summary>Name of the first term that is another in a file that <see cref="Write"/> wrote; null for none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public (string? Difference, string Id) Compare(string path) => RunState.Read(path, root =>
    {
        var earlier = root.GetProperty("terms").EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString());
        return (
            _terms.FirstOrDefault(term => earlier.GetValueOrDefault(term.Key) != term.Value).Key,
            root.GetProperty("run").GetString()!);
    });

    /// <summary>Writes them, whole or not at all.</summary>
    public void Write(string path, string id) => RunState.Write(path, json =>
    {
        json.WriteString("run", id);
        json.WriteStartObject("terms");
        foreach (var (name, value) in _terms) json.WriteString(name, value);
        json.WriteEndObject();
    });

    private void Add(string name, string value) => _terms.Add(new(name, value));

    private static string HashOf(sbyte[] weights) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(weights.AsSpan())));
}
