using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Headroom.Server.Access;

/// <summary>
/// The keys with which an identity provider signs, found by discovery (OpenID Connect Discovery 1.0) and kept. They are
/// read again when they are old, and when a token names one that is not known, at most once in a while: whoever makes
/// tokens up cannot make the provider busy. Thread-safe.
/// </summary>
internal sealed class SigningKeys : IDisposable
{
    /// <summary>Least time from one attempt to read them to the next.</summary>
    public static readonly TimeSpan ReadLeast = TimeSpan.FromSeconds(10);

    /// <summary>Age from which they are read again beside the use of them.</summary>
    public static readonly TimeSpan ReadAfter = TimeSpan.FromMinutes(5);

    /// <summary>Age from which they are read again before they are used.</summary>
    public static readonly TimeSpan ReadBefore = TimeSpan.FromHours(1);

    /// <summary>Age from which they are no longer used, where the provider cannot be reached.</summary>
    public static readonly TimeSpan KeptMost = TimeSpan.FromDays(1);

    private const int AnswerBytesMax = 256 << 10;
    private const int KeysMax = 64;
    private const int RsaBitsMin = 2048;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Uri _authority;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HttpClient _http;
    private readonly Lock _gate = new();
    private volatile KnownKeys? _known;
    private Task _reading = Task.CompletedTask;
    private long? _triedAt;

    /// <summary>Keys of a provider, which is not asked before the first token comes.</summary>
    public SigningKeys(Uri authority, TimeProvider time, ILogger log)
    {
        (_authority, _time, _log) = (authority, time, log);
        // A redirect could lead anywhere, and a proxy of the environment leads out of the machine.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !authority.IsLoopback };
        _http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = AnswerBytesMax };
    }

    /// <summary>The keys, with the one that a token names where the provider has it.</summary>
    /// <param name="id">Its name; empty where the token names none.</param>
    /// <returns>Null when they could not be read for too long.</returns>
    public async Task<KnownKeys?> FindAsync(string id)
    {
        if (_known is { } known && known.Has(id) && AgeOf(known) < ReadBefore)
        {
            if (AgeOf(known) >= ReadAfter) _ = ReadOnceAsync();
            return known;
        }

        await ReadOnceAsync();
        return _known is { } read && AgeOf(read) < KeptMost ? read : null;
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan AgeOf(KnownKeys known) => _time.GetElapsedTime(known.ReadAt);

    private Task ReadOnceAsync()
    {
        lock (_gate)
        {
            if (!_reading.IsCompleted) return _reading;
            if (_triedAt is { } tried && _time.GetElapsedTime(tried) < ReadLeast) return Task.CompletedTask;

            _triedAt = _time.GetTimestamp();
            return _reading = ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var at = _time.GetTimestamp();
            var found = await GetAsync<Discovery>(
                new Uri(_authority.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration"));
            if (found.Issuer.TrimEnd('/') != _authority.AbsoluteUri.TrimEnd('/'))
                throw new InvalidDataException($"it says that it is {found.Issuer}");
            if (!IdentityOptions.IsTrusted(found.JwksUri))
                throw new InvalidDataException($"its keys are at {found.JwksUri}, which is neither https nor this machine");

            var set = new JsonWebKeySet(await _http.GetStringAsync(found.JwksUri));
            _known = new KnownKeys(found.Issuer, [.. set.Keys.Where(Signs).Take(KeysMax)], at);
        }
        // Whatever it was, the keys that are known stay good for a while; a token that needs others is refused.
        catch (Exception fault)
        {
            _log.KeysNotRead(_authority, fault.Message);
        }
    }

    private async Task<T> GetAsync<T>(Uri address) =>
        await _http.GetFromJsonAsync<T>(address) ?? throw new InvalidDataException("its description is empty");

    // Keys for encryption sign nothing, and one that both sides share would let whoever knows it sign.
    private static bool Signs(JsonWebKey key) =>
        string.IsNullOrEmpty(key.Use) || key.Use == JsonWebKeyUseNames.Sig
            ? key.Kty switch
            {
                JsonWebAlgorithmsKeyTypes.RSA => key.KeySize >= RsaBitsMin,
                JsonWebAlgorithmsKeyTypes.EllipticCurve => true,
                _ => false,
            }
            : false;

    private sealed record Discovery(
        [property: JsonPropertyName("issuer"), JsonRequired] string Issuer,
        [property: JsonPropertyName("jwks_uri"), JsonRequired] Uri JwksUri);
}

/// <summary>Keys as they were read.</summary>
/// <param name="Issuer">Who signs with them, as he writes himself.</param>
/// <param name="Keys">Public keys of RSA and elliptic curves.</param>
/// <param name="ReadAt">When, as a timestamp of the clock.</param>
internal sealed record KnownKeys(string Issuer, IReadOnlyList<JsonWebKey> Keys, long ReadAt)
{
    /// <summary>Whether the key of a name is among them. Without a name only a single key will do.</summary>
    public bool Has(string id) => Named(id).Count > 0;

    /// <summary>The keys that a signature may be of.</summary>
    public IReadOnlyList<JsonWebKey> Named(string id) => id.Length > 0
        ? [.. Keys.Where(key => key.Kid == id)]
        : Keys.Count == 1 ? Keys : [];
}
