using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Schema;

/// <summary>
/// One step of the schema. A step that was applied somewhere is never changed: the next one mends it.
/// </summary>
/// <param name="Number">From 1, without holes.</param>
/// <param name="Name">Name of its file, without its ending.</param>
/// <param name="Text">Statements in blocks for both databases or for one.</param>
internal sealed record Migration(int Number, string Name, string Text)
{
    /// <summary>The steps of this program, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = Embedded();

    /// <summary>Tells a step from one that was changed afterwards: SHA-256, as hexadecimal text.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The statements for a database.</summary>
    public string StatementsFor(Database database)
    {
        var statements = new StringBuilder();
        var counts = false;
        foreach (var line in Text.Split('\n'))
        {
            if (line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith("-- ", StringComparison.Ordinal))
                counts = line is "--both" || line == $"--{database.Dialect}";
            else if (counts)
                statements.Append(line).Append('\n');
        }

        foreach (var (token, meaning) in database.Tokens) statements.Replace(token, meaning);
        return statements.ToString();
    }

    private static IReadOnlyList<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select((name, index) => new Migration(index + 1, name[..^4], TextOf(assembly, name))),
        ];
    }

    // A checkout may have other ends of lines; they are no change.
    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
