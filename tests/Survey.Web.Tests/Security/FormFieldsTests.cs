using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>Check 24: a form with a field that the page does not know is refused, and nothing of it is kept.</summary>
public sealed class FormFieldsTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Fields that such a form would have, then the one too many.
    public static TheoryData<string, string, string> Forms => new()
    {
        { "/design/points/new", "Input.Name=Mới&Input.UnitId={unit}", "Input.Code=AAAA0000" },
        { "/design/points/new", "Input.Name=Mới&Input.UnitId={unit}", "Input.CleanName=x" },
        { "/design/points/new", "Input.Name=Mới&Input.UnitId={unit}", "Name=x" },
        { "/design/points/{code}", "Input.Name=Mới", "code={other}" },
        { "/design/points/{code}", "Input.Name=Mới", "Point.UnitId=1" },
        { "/design/points/{code}?handler=Retire", "successor=", "RetiredOn=2020-01-01" },
        { "/design/waves/new", "Input.Name=Mới&Input.VersionId={version}&Input.Points={point}", "Input.Synthetic=true" },
        { "/design/waves/{wave}?handler=Close", "", "id=1" },
        { "/design/questionnaires/{q}?handler=Head&at=head", "Revision=0&t.title.vi=A", "Draft=x" },
        { "/design/questionnaires/{q}?handler=Head", "Revision=0&t.title.vi=A", "t.item.no_such.text.vi=x" },
        { "/design/questionnaires/{q}?handler=Item&at=item:access", "Revision=0&was=scale&t.text.vi=A", "o.0.code=x" },
        { "/design/questionnaires/{q}?handler=Scale&at=scale:satisfaction5", "Revision=0&p.0.code=1&p.0.score=1&p.0.t.vi=A", "p.0.weight=2" },
        { "/design/questionnaires/{q}?handler=Act&at=item:access", "Revision=0&do=up", "code=x" },
        { "/design/questionnaires/{q}?handler=Undo", "Revision=0", "number=1" },
        { "/design/questionnaires/{q}/publish", "Revision=0", "Number=7" },
        { "/design/questionnaires/{q}/publish?handler=Submit", "Revision=0&note=x", "State=Approved" },
        { "/design/questionnaires/{q}/publish?handler=Approve", "Revision=0&comment=x", "DecidedBy=1" },
        { "/design/questionnaires/{q}/mapping", "Revision=0", "item.no_such=x" },
        { "/admin/accounts/invite", "Input.Name=A&Input.UserName=moi@x.vn&Input.UnitId={unit}&Input.Roles=Officer", "Input.Grants[0].Role=Administrator" },
        { "/admin/accounts/{account}?handler=Grant", "unitId={unit}&roles=Officer", "isAdministrator=true" },
        { "/language", "language=en", "SecurityStamp=x" },
        { "/sign-in", "UserName=x&Password=y", "TwoFactor=off" },
        { "/sign-out", "", "everywhere=no" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Post_WithAnUnknownField_Is400AndChangesNothing(string path, string fields, string extra)
    {
        using var admin = await world.SignInAsync(Role.Administrator);
        var before = await StateAsync();

        using var refused = await PostAsync(admin, path, $"{fields}&{extra}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(before, await StateAsync());
        Assert.Equal(HttpStatusCode.OK, await admin.StatusOfAsync("/language"));
    }

    [Fact]
    public async Task Post_OfAFileUnderAnotherName_OrOfJson_Is400()
    {
        using var admin = await world.SignInAsync(Role.Administrator);

        using var file = await admin.UploadAsync("/language", "/design/points/import", "other", "x.csv", "key\r\n"u8.ToArray());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/language") { Content = new StringContent("""{"language":"en"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("RequestVerificationToken", await admin.TokenAsync("/language"));
        using var json = await admin.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, json.StatusCode);
    }

    [Theory]
    [InlineData("/language", "language=en&returnUrl=%2Fdesign%2Fpoints")]
    [InlineData("/design/points/new", "Input.Name=Quầy+thêm&Input.NameEn=More&Input.UnitId={unit}&Input.Kind=Counter&Input.SharedDevice=true")]
    [InlineData("/design/waves/new", "Input.Name=Đợt+thêm&Input.NameEn=More&Input.VersionId={version}&Input.Sampling=Census&Input.Units={unit}&Input.Points={point}&open=false")]
    public async Task Post_WithAllFieldsOfThePage_IsTaken(string path, string fields)
    {
        using var admin = await world.SignInAsync(Role.Administrator);

        using var taken = await PostAsync(admin, path, fields);

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(StaffClient client, string path, string fields)
    {
        var token = Uri.EscapeDataString(await client.TokenAsync("/language"));
        using var content = new StringContent($"__RequestVerificationToken={token}&{Fill(fields)}".TrimEnd('&'), Encoding.UTF8, "application/x-www-form-urlencoded");
        return await client.Http.PostAsync(Fill(path), content, Cancellation);
    }

    private string Fill(string text) => text.Replace("{unit}", $"{world.Own.Unit.Id}", StringComparison.Ordinal).Replace("{code}", world.Own.Point.Code, StringComparison.Ordinal)
        .Replace("{other}", world.Child.Point.Code, StringComparison.Ordinal).Replace("{point}", $"{world.Own.Point.Id}", StringComparison.Ordinal)
        .Replace("{wave}", $"{world.Own.Wave.Id}", StringComparison.Ordinal).Replace("{version}", $"{world.Own.Version.Id}", StringComparison.Ordinal)
        .Replace("{q}", $"{world.Own.Version.QuestionnaireId}", StringComparison.Ordinal).Replace("{account}", $"{world.Own.Account.Id}", StringComparison.Ordinal);

    private async Task<string> StateAsync()
    {
        await using var context = world.Host.CreateContext();
        var points = await context.CollectionPoints.OrderBy(p => p.Id).Select(p => p.Name + p.RetiredOn).ToListAsync(Cancellation);
        var waves = await context.Waves.OrderBy(w => w.Id).Select(w => w.Name + w.State).ToListAsync(Cancellation);
        var drafts = await context.Questionnaires.OrderBy(q => q.Id).Select(q => q.Revision).ToListAsync(Cancellation);
        return string.Join('|', [.. points, .. waves, .. drafts.Select(d => $"{d}"), $"{await context.QuestionnaireVersions.CountAsync(Cancellation)}",
            $"{await context.Grants.CountAsync(g => g.AccountId == world.Own.Account.Id, Cancellation)}", $"{await context.Users.CountAsync(u => u.UserName == "moi@x.vn", Cancellation)}"]);
    }
}
