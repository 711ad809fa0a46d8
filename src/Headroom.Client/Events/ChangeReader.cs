using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Headroom.Client.Wire;

namespace Headroom.Client.Events;

/// <summary>Reads one stream of changes.</summary>
internal static class ChangeReader
{
    /// <summary>Where changes are, after a number and of one job.</summary>
    public static string PathOf(long? after, long? job)
    {
        var query = new StringBuilder("api/v1/events");
        if (after is { } last) query.Append(CultureInfo.InvariantCulture, $"?after={last}");
        if (job is { } id) query.Append(CultureInfo.InvariantCulture, $"{(after is null ? '?' : '&')}job={id}");
        return query.ToString();
    }

    /// <summary>The changes of an answer, until the server ends it.</summary>
    /// <exception cref="ApiException">The connection broke, or what it brings cannot be read.</exception>
    public static async IAsyncEnumerable<ChangeView> ReadAsync(
        HttpResponseMessage response, Uri address, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var changes = SseParser.Create(stream, Parse).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        await using (changes)
        {
            while (await NextAsync(changes, address))
            {
                if (changes.Current.Data is { } change) yield return change;
            }
        }
    }

    // Null for what a newer server tells and this client has no word for.
    private static ChangeView? Parse(string type, ReadOnlySpan<byte> data) =>
        Enum.TryParse<ChangeKind>(type, ignoreCase: true, out _)
            ? JsonSerializer.Deserialize<ChangeView>(data, ApiJson.Options)
            : null;

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<SseItem<ChangeView?>> changes, Uri address)
    {
        try
        {
            return await changes.MoveNextAsync();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw ApiException.Unreadable(address, fault);
        }
        catch (IOException fault)
        {
            throw new ApiException(address, fault);
        }
    }
}
