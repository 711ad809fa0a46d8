namespace Headroom.Client.Billing;

/// <summary>Queries of addresses.</summary>
internal static class Query
{
    /// <summary>Those that have a value, escaped; empty for none.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = "";
        foreach (var (name, value) in parts)
        {
            if (value is not null) query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }
}
