using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Survey.Web.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DaysOff : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "DaysOff",
                columns: table => new
                {
                    CalendarDay = table.Column<int>(type: "INTEGER", nullable: false),
                    Worked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DaysOff", x => x.CalendarDay);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DaysOff");
        }
    }
}
