using Survey.Web.Data.Responses;

namespace Survey.Web.Tests.Respond;

public sealed class CommentMaskTests
{
    [Theory]
    [InlineData("Gọi 0912345678 nhé", "Gọi [đã ẩn] nhé")]
    [InlineData("Gọi 0912 345 678", "Gọi [đã ẩn]")]
    [InlineData("+84-91.234.5678", "[đã ẩn]")]
    [InlineData("máy bàn (028) 3822 1234", "máy bàn [đã ẩn]")]
    [InlineData("０９１２３４５６７８", "[đã ẩn]")]
    [InlineData("CCCD 079200001234", "CCCD [đã ẩn]")]
    [InlineData("CMND 024 123 456.", "CMND [đã ẩn].")]
    [InlineData("hộ chiếu B1234567", "hộ chiếu [đã ẩn]")]
    [InlineData("thư nguyen.van+a@mail.example.vn với", "thư [đã ẩn] với")]
    [InlineData("a (at) b.vn", "[đã ẩn]")]
    [InlineData("xe 51F-123.45 đỗ", "xe [đã ẩn] đỗ")]
    [InlineData("xe 29A1 12345", "xe [đã ẩn]")]
    [InlineData("59-x3 123.45", "[đã ẩn]")]
    [InlineData("30A-1234", "[đã ẩn]")]
    [InlineData("hồ sơ 000.00.12.H28-240501-0001", "hồ sơ [đã ẩn]")]
    [InlineData("mã H28.14-240501-0001", "mã [đã ẩn]")]
    public void Apply_HidesWhatCouldNameAPerson(string text, string expected) => Assert.Equal(expected, CommentMask.Apply(text));

    [Theory]
    [InlineData("Lệ phí 10.000.000 đồng là cao")]
    [InlineData("Nộp 1.250.000đ")]
    [InlineData("Hẹn 12/05/2026, trả 15.05.2026")]
    [InlineData("ngày 2026-05-15 lúc 10h30")]
    [InlineData("Quầy 3, số 1234567")]
    [InlineData("Chờ 45 phút, 3 lần, từ 2019 đến 2026")]
    [InlineData("Điều 12 Nghị định 61/2018/NĐ-CP")]
    [InlineData("")]
    [InlineData("Cán bộ nhiệt tình 👍\nCảm ơn")]
    public void Apply_LeavesTheRest(string text) => Assert.Equal(text, CommentMask.Apply(text));

    [Fact]
    public void Apply_IsFastOnHostileText()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var piece in new[] { "1", "1 ", "a", "a@", "a.a@a", "12A", "(1", "A1234567", "+(", "51F-1" })
        {
            CommentMask.Apply(string.Concat(Enumerable.Repeat(piece, 4000 / piece.Length)));
        }

        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
    }
}
