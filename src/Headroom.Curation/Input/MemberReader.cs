using System.Text;
using System.Text.Json;

namespace Headroom.Curation.Input;

/// <summary>Finds a text in a record by its path, such as <c>metadata.url</c>.</summary>
internal sealed class MemberReader(string path)
{
    private readonly byte[][] _names = [.. path.Split('.').Select(Encoding.UTF8.GetBytes)];

    /// <summary>The text; null when the record has none there.</summary>
    /// <param name="record">A record that was read before, so that it is JSON.</param>
    public string? Read(ReadOnlySpan<byte> record)
    {
        var json = new Utf8JsonReader(record);
        json.Read();
        var depth = 0;
        while (json.TokenType == JsonTokenType.StartObject && Enter(ref json, _names[depth]))
        {
            if (++depth < _names.Length) continue;
            return json.TokenType == JsonTokenType.String ? TextOf(ref json) : null;
        }

        return null;
    }

    // What is skipped elsewhere is not looked into: half of a surrogate pair is found only here.
    private static string? TextOf(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool Enter(ref Utf8JsonReader json, byte[] name)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals(name);
            json.Read();
            if (isIt) return true;
            json.Skip();
        }

        return false;
    }
}
