from fairapp import create_app

app = create_app()
