using System.Net.Http.Headers;
using System.Net.Http.Json;
using Headroom.Client.Pool;
using Headroom.Client.Wire;

namespace Headroom.Dashboard.Tests.Showing;

/// <summary>Makes tokens over the API.</summary>
internal static class Tokens
{
    public static async Task<string> MakeAsync(Uri address, string secret, TokenRole role, string tenant)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var response = await http.PostAsJsonAsync(
            "api/v1/tokens",
            new TokenRequest { Name = $"{role}-{tenant}-{Guid.NewGuid():N}"[..40], Role = role, Tenant = tenant },
            ApiJson.Options);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<TokenMade>(ApiJson.Options))!.Secret;
    }
}
