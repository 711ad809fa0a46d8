using Headroom.Server.Api;
using Headroom.Storage.Access;

namespace Headroom.Server.Tests.Api;

public sealed class StoredKeysTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void What_was_stored_before_the_start_may_be_any_key_until_it_ends()
    {
        var keys = new StoredKeys(unknownUntil: 100);

        Assert.True(keys.MayHold("a", "k", now: 99));
        Assert.False(keys.MayHold("a", "k", now: 100));
    }

    [Fact]
    public void A_key_is_known_for_as_long_as_it_counts_and_forgotten_after_two_days()
    {
        var keys = new StoredKeys(unknownUntil: 0);
        for (var hour = 0; hour < 200; hour++)
        {
            var now = hour * Day / 24;
            keys.Keep([Answer($"{hour}", now + Day)], now);

            for (var before = Math.Max(0, hour - 23); before <= hour; before++)
                Assert.True(keys.MayHold("a", $"{before}", now), $"{before} is not known at {hour}");
        }

        Assert.False(keys.MayHold("b", "199", 200 * Day / 24));
        Assert.False(keys.MayHold("a", "100", 200 * Day / 24));
    }

    private static IdempotentAnswer Answer(string key, long expires) => new("a", key, [], 201, "{}", expires);
}
