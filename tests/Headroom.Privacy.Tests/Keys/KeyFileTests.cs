using Headroom.Privacy.Keys;

namespace Headroom.Privacy.Tests.Keys;

public sealed class KeyFileTests
{
    [Fact]
    public void A_key_is_opened_with_its_passphrase_alone_and_others_may_not_read_it()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var path = Path.Combine(folder, "a.key");
            using var key = KeyPair.New(KeyKind.Sign);
            KeyFile.Write(path, key, "correct horse");
            using var opened = KeyFile.Read(path, "correct horse");

            Assert.True(key.Public.Verifies("text"u8, opened.Sign("text"u8)));
            Assert.Equal(key.Public.ToString(), KeyFile.ReadPublic(path).ToString());
            Assert.DoesNotContain("wrong", Assert.Throws<KeyException>(() => KeyFile.Read(path, "wrong horse")).Message.Replace("is wrong", ""), StringComparison.Ordinal);
            if (OperatingSystem.IsWindows()) return;

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("chmod 600", Assert.Throws<KeyException>(() => KeyFile.Read(path, "correct horse")).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("headroom-seal:AAAA")]
    [InlineData("headroom-seal:????")]
    [InlineData("age1xyz")]
    public void What_is_no_public_key_is_refused(string word) =>
        Assert.Throws<KeyException>(() => PublicKey.Parse(word));
}
