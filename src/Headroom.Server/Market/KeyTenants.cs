using System.Collections.Frozen;
using Headroom.Server.Agreements;

namespace Headroom.Server.Market;

/// <summary>The tenant that a key belongs to.</summary>
/// <param name="Key">The public key, as a word.</param>
/// <param name="Tenant">The tenant.</param>
internal sealed record KeyTenant(string Key, string Tenant);

/// <summary>
/// Which tenant each key belongs to: the one whose token brought the first event that the key signed. It is on the disk
/// before the event is. Thread-safe.
/// </summary>
internal sealed class KeyTenants
{
    private readonly Lock _one = new();
    private readonly RowFile<KeyTenant> _file;
    private readonly Dictionary<string, string> _tenants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FrozenSet<string>> _keys = new(StringComparer.Ordinal);

    /// <summary>Reads the file where there is one.</summary>
    public KeyTenants(string path)
    {
        _file = new RowFile<KeyTenant>(path);
        foreach (var row in _file.Read()) Note(row);
    }

    /// <summary>The tenant of a key; null where it has none.</summary>
    public string? Of(string key)
    {
        lock (_one) return _tenants.GetValueOrDefault(key);
    }

    /// <summary>The keys of a tenant.</summary>
    public IReadOnlySet<string> KeysOf(string tenant)
    {
        lock (_one) return _keys.GetValueOrDefault(tenant, FrozenSet<string>.Empty);
    }

    /// <summary>Gives a key to a tenant, where it has none.</summary>
    public void Give(string key, string tenant)
    {
        lock (_one)
        {
            if (_tenants.ContainsKey(key)) return;

            var row = new KeyTenant(key, tenant);
            _file.Add(row);
            Note(row);
        }
    }

    private void Note(KeyTenant row)
    {
        if (!_tenants.TryAdd(row.Key, row.Tenant)) return;

        _keys[row.Tenant] = _keys.GetValueOrDefault(row.Tenant, FrozenSet<string>.Empty).Append(row.Key)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
