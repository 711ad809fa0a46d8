using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Headroom.Formats.Tensors;

namespace Headroom.Formats.Tests.Tensors;

public sealed class TensorFileTests : IDisposable
{
    private static readonly Gen<TensorSet> Sets = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 4]).List[0, 4].SelectMany(sizes =>
    {
        var layout = sizes.Select((size, index) => new TensorShape($"t{index}", [size.Item1, size.Item2])).ToList();
        var count = (int)layout.Sum(one => one.Count);
        return Gen.Float[-1e6f, 1e6f].Array[count].Select(values => new TensorSet(layout, values));
    });

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_is_written_is_read() => Sets.Sample(
        tensors =>
        {
            using (var file = File.Create(_path)) TensorFile.Write(file, tensors);
            var read = TensorFile.Read(_path, numbersMax: 1_000);
            return read.DiffersFrom(tensors) is null && read.Values.SequenceEqual(tensors.Values);
        },
        iter: 300,
        threads: 1);

    [Fact]
    public void Tensors_come_in_the_order_of_their_names()
    {
        Write("{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[4,8]},\"__metadata__\":{\"k\":\"v\"}}", 1, 2);

        var read = TensorFile.Read(_path, numbersMax: 2);

        Assert.Equal(["a[]", "b[1]"], read.Layout.Select(one => one.ToString()));
        Assert.Equal([2f, 1f], read.Values);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", "write it as F32")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "not its size")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "shape that cannot be")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,4]}}", "no file of tensors")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "gaps")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "twice")]
    [InlineData("{\"a\":{\"shape\":[1]}}", "no file of tensors")]
    [InlineData("[]", "no file of tensors")]
    [InlineData("{", "no file of tensors")]
    public void Hostile_headers_are_refused_with_a_sentence(string header, string said)
    {
        Write(header, 1);

        var fault = Assert.Throws<InvalidDataException>(() => TensorFile.Read(_path, 100));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(5UL)]
    public void A_length_that_lies_takes_no_memory(ulong length)
    {
        Write("{}");
        var bytes = File.ReadAllBytes(_path);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(_path, bytes);

        Assert.Throws<InvalidDataException>(() => TensorFile.Read(_path, 100));
    }

    [Fact]
    public void More_numbers_than_asked_for_and_numbers_that_are_none_are_refused()
    {
        Write("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 1, float.NaN);

        Assert.Contains("at most 1", Assert.Throws<InvalidDataException>(() => TensorFile.Read(_path, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<InvalidDataException>(() => TensorFile.Read(_path, 2)).Message, StringComparison.Ordinal);
    }

    private void Write(string header, params float[] values)
    {
        using var file = new BinaryWriter(File.Create(_path));
        file.Write((long)Encoding.UTF8.GetByteCount(header));
        file.Write(Encoding.UTF8.GetBytes(header));
        foreach (var value in values) file.Write(value);
    }
}
