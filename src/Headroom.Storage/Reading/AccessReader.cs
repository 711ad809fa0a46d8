using System.Data.Common;
using Headroom.Storage.Access;
using Headroom.Storage.Sql;

namespace Headroom.Storage.Reading;

/// <summary>Tokens, answers to repeated requests, settings and what was done. Thread-safe.</summary>
public sealed class AccessReader
{
    private const string TokenColumns = "id, hash, name, scopes, role, tenant, created, expires, revoked";

    private readonly Database _database;

    internal AccessReader(Database database) => _database = database;

    /// <summary>The token with this hash, even one that has expired or was revoked; null when there is none.</summary>
    public async Task<Token?> TokenAsync(byte[] hash, CancellationToken cancellation = default) =>
        (await _database.SelectAsync(
            $"SELECT {TokenColumns} FROM token WHERE hash = @hash", ReadToken, [("hash", hash)], cancellation))
        .FirstOrDefault();

    /// <summary>All tokens, by id.</summary>
    public async Task<IReadOnlyList<Token>> TokensAsync(CancellationToken cancellation = default) =>
        await _database.SelectAsync(
            $"SELECT {TokenColumns} FROM token ORDER BY id", ReadToken, [], cancellation);

    /// <summary>The answer that was given to a key; null when there is none or it has expired.</summary>
    /// <param name="tenant">Whose key it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">In milliseconds.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IdempotentAnswer?> AnswerAsync(
        string tenant, string key, long now, CancellationToken cancellation = default) =>
        (await _database.SelectAsync(
            "SELECT digest, status, answer, expires FROM idempotency "
            + "WHERE tenant = @tenant AND key = @key AND expires > @now",
            row => new IdempotentAnswer(
                tenant, key, row.Bytes(0), (int)row.GetInt64(1), row.GetString(2), row.GetInt64(3)),
            [("tenant", tenant), ("key", key), ("now", now)],
            cancellation))
        .FirstOrDefault();

    /// <summary>When the last of the answers ends that are kept; null when there is none.</summary>
    public async Task<long?> LastAnswerExpiresAsync(CancellationToken cancellation = default) =>
        (await _database.SelectAsync("SELECT max(expires) FROM idempotency", row => row.Number(0), [], cancellation))[0];

    /// <summary>The newest version of a setting; null when there is none.</summary>
    public async Task<SettingVersion?> SettingAsync(string name, CancellationToken cancellation = default) =>
        await SettingsAsync(name, 1, cancellation) is [var newest] ? newest : null;

    /// <summary>Versions of a setting, the newest first.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IReadOnlyList<SettingVersion>> SettingsAsync(
        string name, int count, CancellationToken cancellation = default) =>
        await _database.SelectAsync(
            "SELECT version, at, author, text FROM setting WHERE name = @name ORDER BY version DESC LIMIT @count",
            row => new SettingVersion(name, row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3)),
            [("name", name), ("count", count)],
            cancellation);

    /// <summary>What was done, the last first, with the number of each entry.</summary>
    /// <param name="before">Only entries with lower numbers; null for the last ones.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<IReadOnlyList<(long Number, AuditEntry Entry)>> AuditAsync(
        long? before, int count, CancellationToken cancellation = default) =>
        await _database.SelectAsync(
            "SELECT id, at, actor, action, subject, detail FROM audit WHERE id < @before ORDER BY id DESC LIMIT @count",
            row => (
                row.GetInt64(0),
                new AuditEntry(
                    row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5))),
            [("before", before ?? long.MaxValue), ("count", count)],
            cancellation);

    private static Token ReadToken(DbDataReader row) => new(
        row.GetInt64(0),
        row.Bytes(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetInt64(6),
        row.Number(7),
        row.Number(8));
}
