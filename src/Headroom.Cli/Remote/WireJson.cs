using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Client.Wire;

namespace Headroom.Cli.Remote;

/// <summary>Prints what the server said with the names that it has on the wire.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static string Of<T>(T item) => JsonSerializer.Serialize(item, ApiJson.Options);

    /// <summary>One object, on several lines.</summary>
    public static void WriteIndented<T>(Terminal terminal, T item) =>
        terminal.Output.WriteLine(JsonSerializer.Serialize(item, Indented));

    /// <summary>An array, one item a line.</summary>
    public static void WriteArray<T>(Terminal terminal, IEnumerable<T> items)
    {
        terminal.Output.Write('[');
        var separator = "\n";
        foreach (var item in items)
        {
            terminal.Output.Write(separator + Of(item));
            separator = ",\n";
        }

        terminal.Output.WriteLine("\n]");
    }
}
